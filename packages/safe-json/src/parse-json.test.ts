import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const refused = (reason: string) => E.left({ type: 'JsonRefused', reason });
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it.each([
    ['SyntaxWrong', '{"a":1'],
    ['SyntaxWrong', '{"a":1,}'],
    ['SyntaxWrong', '[1,]'],
    ['SyntaxWrong', ''],
    ['SyntaxWrong', 'NaN'],
    ['SyntaxWrong', '"\0"'],
    ['ByteOrderMark', '\uFEFF{}'],
    ['TooDeep', nested(17)],
    ['TooDeep', nested(10_000)],
    ['TooDeep', '{"a":'.repeat(17) + '1' + '}'.repeat(17)],
    ['TooManyMembers', `[${'1,'.repeat(10_000)}1]`],
    ['TooLarge', `"${'x'.repeat(64 * 1024)}"`],
    ['TooLarge', `"${'餐'.repeat(30_000)}"`],
    ['NulCharacter', String.raw`{"a":"b\u0000"}`],
    ['NulCharacter', String.raw`{"a\u0000":1}`],
    ['LoneSurrogate', String.raw`{"a":"\ud800"}`],
    ['LoneSurrogate', String.raw`{"\udc00":1}`],
    ['NumberNotFinite', '{"a":[1e400]}'],
    ['NumberNotFinite', '-1e400'],
    ['KeyForbidden', '{"__proto__":{"polluted":true}}'],
    ['KeyForbidden', '[{"a":{"constructor":1}}]'],
    ['KeyForbidden', String.raw`{"\u005f_proto__":1}`],
  ])('BAD-33, BAD-76: %s', (reason, text) => {
    expect(parseJson(utf8(text))).toEqual(refused(reason));
    expect(parseJson(text)).toEqual(refused(reason));
  });

  it('BAD-76: bytes that are no UTF-8 are refused', () => {
    expect(parseJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toEqual(refused('NotUtf8'));
    expect(parseJson(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toEqual(refused('NotUtf8'));
    expect(parseJson('"\ud800"')).toEqual(refused('LoneSurrogate'));
  });

  it('accepts depth 16, brackets inside strings, and pairs of surrogates', () => {
    expect(E.isRight(parseJson(nested(16)))).toBe(true);
    const text = String.raw`{"a":"[[[[[[[[[[[[[[[[[[\"{{","b":"\ud83d\ude00"}`;
    expect(parseJson(text)).toEqual(E.right({ a: `[[[[[[[[[[[[[[[[[["{{`, b: '😀' }));
  });

  it('knows where a string ends: escaped quotes do not end it, an escaped backslash does not prolong it', () => {
    const brackets = '['.repeat(20);
    expect(parseJson(String.raw`"\"${brackets}"`)).toEqual(E.right(`"${brackets}`));
    expect(parseJson(String.raw`["\\",${nested(16)}]`)).toEqual(refused('TooDeep'));
  });

  it('keeps to other limits where given', () => {
    expect(parseJson('[[1]]', { depthMax: 1 })).toEqual(refused('TooDeep'));
    expect(parseJson('[1,2]', { membersMax: 1 })).toEqual(refused('TooManyMembers'));
    expect(parseJson('[1,2]', { bytesMax: 4 })).toEqual(refused('TooLarge'));
  });

  it('INV-96: reads back what JSON.stringify wrote', () => {
    const unproblematic = fc
      .jsonValue({ maxDepth: 6 })
      .filter((value) => !/__proto__|constructor|prototype|\\u0000|\\ud[89a-f]/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(unproblematic, (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(utf8(text))).toEqual(E.right(JSON.parse(text)));
      }),
    );
  });

  it('INV-96: any bytes give an answer, never an exception, and never a polluted prototype', () => {
    const soup = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '"__proto__"',
        '"a"',
        '1e999',
        'null',
        '\\ud800',
        '\0',
        ' ',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          soup.map((parts) => utf8(parts.join(''))),
        ),
        (bytes) => {
          const result = parseJson(bytes);
          expect(E.isLeft(result) || isHarmless(result.right)).toBe(true);
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const isHarmless = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return !text.includes('"__proto__":') && !text.includes(String.raw`\u0000`) && !text.includes(String.raw`\ud8`);
};

describe('the rules of a caller', () => {
  it.each(['{"a":1,"a":2}', '[{"b":{"c":1,"c":1}}]'])('refuses a repeated name where asked: %s', (text) => {
    expect(parseJson(text, { repeatedNames: 'refuse' })).toEqual(refused('RepeatedName'));
    expect(E.isRight(parseJson(text))).toBe(true);
  });
  it('takes colons and commas in texts for what they are', () => {
    expect(E.isRight(parseJson('{"a:b":"c:d,e"}', { repeatedNames: 'refuse' }))).toBe(true);
  });
  it('leaves prototype names and unclean texts where asked, without polluting anything', () => {
    const kept = parseJson('{"__proto__":{"polluted":1}}', { prototypeNames: 'keep' });
    expect(E.isRight(kept)).toBe(true);
    expect({}).not.toHaveProperty('polluted');
    expect(E.isRight(parseJson(String.raw`["\u0000"]`, { texts: 'any' }))).toBe(true);
  });
});

it('BAD-33, BAD-76: members and depth are those that a reader of every single character counts', () => {
  const piece = fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', 'a', '\\"', '\\\\', '餐', '[[[[', '1');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const { depth, members } = countedOneByOne(text);
      const limits = { depthMax: 3, membersMax: 5, texts: 'any' } as const;
      const parsed = parseJson(text, limits);
      const said = E.isLeft(parsed) ? parsed.left.reason : undefined;
      const size = said === 'TooDeep' || said === 'TooManyMembers' ? said : undefined;
      expect(size).toBe(depth > 3 ? 'TooDeep' : members > 5 ? 'TooManyMembers' : undefined);
    }),
    { numRuns: 3000 },
  );
});

const countedOneByOne = (text: string): { readonly depth: number; readonly members: number } => {
  let [open, depth, members, inString] = [0, 0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString) {
      if (character === ',' || '[{'.includes(character)) members += 1;
      if ('[{'.includes(character)) open += 1;
      if (']}'.includes(character)) open -= 1;
      depth = Math.max(depth, open);
    }
  }
  return { depth, members };
};
