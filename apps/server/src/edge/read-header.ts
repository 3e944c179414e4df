import type { HttpRequest } from '../http-message.ts';

export type HeaderReading =
  | { readonly type: 'Missing' }
  | { readonly type: 'Repeated' }
  | { readonly type: 'One'; readonly value: string };

/** A header that must have one meaning: two different values are `Repeated`. `name` is lower-case. */
export const readHeader = (headers: HttpRequest['headers'], name: string): HeaderReading => {
  const values = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const first = values?.[0];
  if (values === undefined || first === undefined) return { type: 'Missing' };
  return values.length === 1 || values.every((other) => other === first)
    ? { type: 'One', value: first }
    : { type: 'Repeated' };
};

/** Names and values as they count against the cap; a character of a header is one byte. */
export const headerBytes = (headers: HttpRequest['headers']): number => {
  let bytes = 0;
  for (const name of Object.keys(headers))
    for (const value of headers[name] ?? []) bytes += name.length + value.length + headerOverhead;
  return bytes;
};
/** `: ` and the end of the line. */
const headerOverhead = 4;
export const headerBytesMax = 16 * 1024;
