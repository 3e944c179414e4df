export interface Hasher {
  /** SHA-256 of the UTF-8 text, as lower-case hex. */
  readonly sha256: (text: string) => string;
}
