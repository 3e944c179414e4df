export interface IdSource {
  /** 128 random bits as 32 hex digits. */
  readonly next: () => string;
}
