/**
 * Texts as bytes, one after the other: `form (1 byte) | length (4 bytes) | bytes`. Canonical base64 is kept as the bytes
 * that it stands for, a quarter shorter; an absent text is kept as its form alone.
 */
export const packTexts = (texts: readonly (string | undefined)[]): Uint8Array =>
  Buffer.concat(texts.flatMap((text) => (text === undefined ? [Buffer.of(forms.absent)] : packOne(text))));

export const unpackTexts = (bytes: Uint8Array): readonly (string | undefined)[] => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: (string | undefined)[] = [];
  for (let at = 0; at < whole.length;) {
    const form = whole.readUInt8(at);
    if (form === forms.absent) {
      texts.push(undefined);
      at += 1;
      continue;
    }
    const end = at + 5 + whole.readUInt32BE(at + 1);
    texts.push(whole.toString(form === forms.base64 ? 'base64' : 'utf8', at + 5, end));
    at = end;
  }
  return texts;
};

const forms = { absent: 0, utf8: 1, base64: 2 } as const;

const packOne = (text: string): readonly Uint8Array[] => {
  const decoded = Buffer.from(text, 'base64');
  const isBase64 = text.length >= 64 && decoded.toString('base64') === text;
  const content = isBase64 ? decoded : Buffer.from(text, 'utf8');
  const head = Buffer.alloc(5);
  head.writeUInt8(isBase64 ? forms.base64 : forms.utf8, 0);
  head.writeUInt32BE(content.length, 1);
  return [head, content];
};
