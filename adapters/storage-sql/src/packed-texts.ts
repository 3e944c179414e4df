/**
 * Texts as bytes, one after the other: `form (1 byte) | length (4 bytes) | bytes`. Canonical base64 is kept as the bytes
 * that it stands for, a quarter shorter; an absent text is kept as its form alone.
 */
export const packTexts = (texts: readonly (string | undefined)[]): Uint8Array => {
  const packed = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 5 + 3 * (text?.length ?? 0), 0));
  let at = 0;
  for (const text of texts) {
    const form = formOf(text);
    packed[at] = form;
    at += 1;
    if (text === undefined) continue;
    // Room for three bytes a character is there: asking for the length costs as much as writing.
    const length = packed.write(text, at + 4, form === base64 ? 'base64' : 'utf8');
    packed.writeUInt32BE(length, at);
    at += 4 + length;
  }
  return packed.subarray(0, at);
};

export const unpackTexts = (bytes: Uint8Array): readonly (string | undefined)[] => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: (string | undefined)[] = [];
  for (let at = 0; at < whole.length;) {
    const form = whole.readUInt8(at);
    if (form === absent) {
      texts.push(undefined);
      at += 1;
      continue;
    }
    const end = at + 5 + whole.readUInt32BE(at + 1);
    texts.push(whole.toString(form === base64 ? 'base64' : 'utf8', at + 5, end));
    at = end;
  }
  return texts;
};

const absent = 0;
const utf8 = 1;
const base64 = 2;

const formOf = (text: string | undefined): number => {
  if (text === undefined) return absent;
  return text.length >= 64 && isBase64(text) ? base64 : utf8;
};

/** Canonical: with its padding, and without bits that decoding would lose; only the last four letters can have those. */
const isBase64 = (text: string): boolean => {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) return false;
  const last = text.slice(-4);
  return Buffer.from(last, 'base64').toString('base64') === last;
};
