export { readUtf8 } from '@facepay/safe-json';

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => plainBytes(Buffer.concat(parts));

/** The same memory without the methods of a Buffer. */
export const plainBytes = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
