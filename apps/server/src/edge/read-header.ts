import type { HttpRequest } from '../http-message.ts';

export type HeaderReading =
  | { readonly type: 'Missing' }
  | { readonly type: 'Repeated' }
  | { readonly type: 'One'; readonly value: string };

/** A header that must have one meaning: two different values are `Repeated`. `name` is lower-case. */
export const readHeader = (headers: HttpRequest['headers'], name: string): HeaderReading => {
  const [first, ...others] = (Object.hasOwn(headers, name) ? headers[name] : undefined) ?? [];
  if (first === undefined) return { type: 'Missing' };
  return others.every((other) => other === first) ? { type: 'One', value: first } : { type: 'Repeated' };
};

/** Names and values as they count against the cap. */
export const headerBytes = (headers: HttpRequest['headers']): number => {
  let bytes = 0;
  for (const [name, values] of Object.entries(headers))
    for (const value of values) bytes += name.length + Buffer.byteLength(value, 'latin1') + headerOverhead;
  return bytes;
};
/** `: ` and the end of the line. */
const headerOverhead = 4;
export const headerBytesMax = 16 * 1024;
