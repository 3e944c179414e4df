/**
 * Texts as bytes, one after the other: `form (1 byte) | length (4 bytes) | bytes`. Canonical base64 is kept as the bytes
 * that it stands for, a quarter shorter; an absent text is kept as its form alone.
 */
export const packTexts = (texts: readonly (string | undefined)[]): Uint8Array => {
  const packed = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 5 + 3 * (text?.length ?? 0), 0));
  let at = 0;
  for (const text of texts) {
    if (text === undefined) {
      packed[at] = absent;
      at += 1;
      continue;
    }
    // Room for three bytes a character is there: asking for the length costs as much as writing.
    const short = writeBase64(packed, text, at + 5);
    const length = short ?? packed.write(text, at + 5, 'utf8');
    packed[at] = short === undefined ? utf8 : base64;
    packed.writeUInt32BE(length, at + 1);
    at += 5 + length;
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

/** The bytes that the text stands for, if it is worth it and they read back as just that text; how many there are. */
const writeBase64 = (packed: Buffer, text: string, at: number): number | undefined => {
  if (text.length < 64 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]{60}/u.test(text)) return undefined;
  const length = packed.write(text, at, 'base64');
  return packed.toString('base64', at, at + length) === text ? length : undefined;
};
