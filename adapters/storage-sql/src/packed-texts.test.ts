import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTexts, unpackTexts } from './packed-texts.ts';

const base64 = fc.uint8Array({ minLength: 40, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const nearly = base64.map((text) => `${text.slice(0, -1)}B`);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(undefined), base64, nearly);

test('INV-85 texts come back as they were, in their places, absent ones too', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const wellFormed = texts.map((text) => text?.toWellFormed());
      expect(unpackTexts(packTexts(wellFormed))).toEqual(wellFormed);
    }),
  );
});
test('base64 is kept as the bytes it stands for', () => {
  expect(packTexts([Buffer.alloc(3000, 7).toString('base64')])).toHaveLength(3005);
});
