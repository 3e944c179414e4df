import { plainBytes } from './bytes.ts';

/**
 * Strict base64: standard alphabet, padded, no line breaks and no spare bits, so that one byte string has one spelling and
 * any changed character is noticed. Undefined for anything else; `bytesMax` bounds the work.
 */
export const decodeBase64 = (text: string, bytesMax: number): Uint8Array | undefined => {
  if (text.length % 4 !== 0 || text.length > Math.ceil(bytesMax / 3) * 4) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > bytesMax || bytes.toString('base64') !== text) return undefined;
  return plainBytes(bytes);
};

export const encodeBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
