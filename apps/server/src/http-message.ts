/** One HTTP request as it came off the wire: what a signature covers is here byte for byte. */
export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and raw query exactly as received, still percent-encoded. */
  readonly target: string;
  /** Lower-case names, every value as received. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}

/** All of it that is there before the body. */
export type RequestHead = Omit<HttpRequest, 'body'>;

/** What we answer; header names are lower-case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The server without its socket: runs behind a real listener or inside a simulation (`storage.md` §5). */
export type Handle = (request: HttpRequest) => Promise<HttpAnswer>;
