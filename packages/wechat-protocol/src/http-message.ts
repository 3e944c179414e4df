/** Every value of every header as received; names are lower-case. */
export type HeaderLists = Readonly<Record<string, readonly string[]>>;

/** One HTTP request as it came off the wire: what a signature covers is here byte for byte. */
export interface HttpRequest {
  readonly method: string;
  /** Path and raw query exactly as received, still percent-encoded. */
  readonly target: string;
  readonly headers: HeaderLists;
  readonly body: Uint8Array;
}

/** What a handler answers; header names are lower-case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A server without its socket: runs behind a real listener or inside a simulation. */
export type Handle = (request: HttpRequest) => Promise<HttpAnswer>;

export type HeaderReading =
  | { readonly type: 'Missing' }
  | { readonly type: 'Repeated' }
  | { readonly type: 'One'; readonly value: string };

/** Reads a header that must have one meaning. The same value twice is one value; two different values are `Repeated`. */
export const readHeader = (headers: HeaderLists, name: string): HeaderReading => {
  const values = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const first = values?.[0];
  if (values === undefined || first === undefined) return { type: 'Missing' };
  return values.length === 1 || values.every((other) => other === first)
    ? { type: 'One', value: first }
    : { type: 'Repeated' };
};

/** The value of a header, or undefined if it is missing or has two different values. `name` is lower-case. */
export const singleHeader = (headers: HeaderLists, name: string): string | undefined => {
  const reading = readHeader(headers, name);
  return reading.type === 'One' ? reading.value : undefined;
};

/** Lower-cases the names and lists the values, so that headers to be sent can be read as if received. */
export const toHeaderLists = (headers: Readonly<Record<string, string>>): HeaderLists =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]));
