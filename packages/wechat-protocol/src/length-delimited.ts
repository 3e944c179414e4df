import { concatBytes } from './bytes.ts';

/** Each part behind its length in two bytes, big-endian. */
export const joinParts = (parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes(...parts.flatMap((part) => [Uint8Array.of(part.length >> 8, part.length & 0xff), part]));

/** Undefined unless the parts fill the bytes exactly. */
export const splitParts = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [high, low] = bytes.subarray(at, at + 2);
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return undefined;
    parts.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return parts;
};
