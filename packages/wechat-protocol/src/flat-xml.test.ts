import { parseXml } from '@rgrove/parse-xml';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { buildFlatXml, readFlatXml } from './flat-xml.ts';

const read = (text: string) => readFlatXml(utf8(text));
const refused = (reason: string) => E.left({ type: 'XmlRefused', reason });
const bomb = (inner: string) => `<!DOCTYPE xml [<!ENTITY a "${inner}">]><xml><a>&a;</a></xml>`;

/** Whatever is slipped into a message, wherever: the message is refused. */
const nothingSlipsIn = (isRefused: (text: string) => boolean) => {
  const name = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
  const hostile = [
    '<!-- x -->',
    '<![CDATA[x]]>',
    '<?x y?>',
    '&x;',
    '&#49;',
    ']]>',
    '<!DOCTYPE xml>',
    '<!ENTITY x "y">',
  ];
  return fc.property(
    fc.dictionary(name, fc.stringMatching(/^[a-z&<>]{1,10}$/), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    fc.constantFrom(...hostile, 'a second'),
    fc.nat(),
    (members, slipped, place) => {
      const text = Buffer.from(buildFlatXml(members)).toString('utf8');
      const [first = ''] = Object.keys(members);
      const at = place % (text.length + 1);
      const piece = slipped === 'a second' ? `<${first}>x</${first}>` : slipped;
      return isRefused(text.slice(0, at) + piece + text.slice(at));
    },
  );
};
const withoutGuard = (text: string): boolean => {
  try {
    return parseXml(text).root?.name !== 'xml';
  } catch {
    return true;
  }
};

describe('v2 XML (v3-rules.md §11, INV-58)', () => {
  it('reads texts, CDATA, the five references, empty members and a declaration', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>\n<xml>
      <return_code><![CDATA[SUCCESS]]></return_code>
      <return_msg></return_msg><nothing/>
      <attach><![CDATA[{"a":"<b>&amp;"}]]></attach><name>爱马哥 &lt;&amp;&gt;&quot;&apos;</name>\n</xml>\n`;
    expect(read(text)).toEqual(
      E.right({
        return_code: 'SUCCESS',
        return_msg: '',
        nothing: '',
        attach: '{"a":"<b>&amp;"}',
        name: `爱马哥 <&>"'`,
      }),
    );
  });

  it('what it writes, it reads, as text and in CDATA', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/);
    const value = fc
      .oneof(fc.string({ unit: 'binary' }), fc.constantFrom(']]>', '<![CDATA[', ']]', '&amp;', '<!--', '<?xml ?>'))
      // oxlint-disable-next-line no-control-regex
      .map((text) => text.replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/gu, ''));
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { noNullPrototype: true, maxKeys: 20 }),
        fc.constantFrom('text', 'cdata'),
        (members, values) => {
          expect(readFlatXml(buildFlatXml(members, values))).toEqual(E.right(members));
        },
      ),
    );
  });

  it.each([
    ['an external entity', '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><a>&e;</a></xml>'],
    ['a parameter entity', '<!DOCTYPE xml [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]><xml><a>1</a></xml>'],
    ['an external subset', '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd"><xml><a>1</a></xml>'],
    ['one behind a declaration', '<?xml version="1.0"?><!DOCTYPE xml><xml><a>1</a></xml>'],
    ['one inside the root', '<xml><!DOCTYPE xml><a>1</a></xml>'],
    ['one inside a value', '<xml><a><!ENTITY x "y">1</a></xml>'],
    ['a nested bomb', bomb('&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;')],
    ['a quadratic bomb', bomb('b'.repeat(50_000))],
  ])('BAD-36, BAD-37: DOCTYPE: %s', (_, text) => {
    expect(read(text)).toEqual(refused('DoctypeRefused'));
  });

  it('BAD-36: a reference that XML does not know by itself is refused, numbers included', () => {
    for (const reference of ['&e;', '&#60;', '&#x3c;', '&', '&;', '&AMP;', '&amp'])
      expect(read(`<xml><a>${reference}</a></xml>`)).toEqual(refused('ReferenceRefused'));
  });

  it('BAD-37: 10⁵ nested tags are refused at the third, by size or by depth', () => {
    expect(read('<a>'.repeat(100_000))).toEqual(refused('TooLarge'));
    expect(read(`<xml>${'<a>'.repeat(10_000)}`)).toEqual(refused('TooDeep'));
    expect(read('<xml><a><b>1</b></a></xml>')).toEqual(refused('TooDeep'));
    const many = Array.from({ length: 65 }, (_, index) => `<a${index}/>`).join('');
    expect(read(`<xml>${many}</xml>`)).toEqual(refused('TooManyMembers'));
  });

  it.each([
    ['RepeatedName', '<xml><return_code>FAIL</return_code><return_code>SUCCESS</return_code></xml>'],
    ['RepeatedName', '<xml><sign/><sign>A</sign></xml>'],
    ['CdataRefused', '<xml><a>SUC<![CDATA[CESS]]></a></xml>'],
    ['CdataRefused', '<xml><a>x><![CDATA[CESS]]></a></xml>'],
    ['CdataRefused', '<xml><a><![CDATA[SUC]]>CESS</a></xml>'],
    ['CdataRefused', '<xml><a><![CDATA[SUC]]><![CDATA[CESS]]></a></xml>'],
    ['CdataRefused', '<xml><![CDATA[<a>1</a>]]></xml>'],
    ['CdataRefused', '<xml><a/><![CDATA[1]]></xml>'],
    ['CdataRefused', '<![CDATA[1]]><xml><a>1</a></xml>'],
    ['CommentRefused', '<xml><a>SUC<!-- -->CESS</a></xml>'],
    ['CommentRefused', '<!-- --><xml><a>1</a></xml>'],
    ['InstructionRefused', '<xml><a><?php ?>1</a></xml>'],
    ['InstructionRefused', '<xml><a>1</a></xml><?xml version="1.0"?>'],
    ['EncodingRefused', '<?xml version="1.0" encoding="UTF-16"?><xml><a>1</a></xml>'],
    ['EncodingRefused', "<?xml version='1.0' encoding='GBK'?><xml><a>1</a></xml>"],
    ['EncodingRefused', '\uFEFF<xml><a>1</a></xml>'],
    ['TagRefused', '<xml a="1"><a>1</a></xml>'],
    ['TagRefused', '<xml xmlns="x"><a>1</a></xml>'],
    ['TagRefused', '<xml><x:a>1</x:a></xml>'],
    ['TagRefused', '<xml><__proto__>1</__proto__></xml>'],
    ['TagRefused', `<xml><${'a'.repeat(65)}>1</a></xml>`],
    ['SyntaxWrong', ''],
    ['SyntaxWrong', 'SUCCESS'],
    ['SyntaxWrong', '<xml><a>1</b></xml>'],
    ['SyntaxWrong', '<xml><a>1</a>'],
    ['SyntaxWrong', '<xml><a>1</a></xml></xml>'],
    ['SyntaxWrong', '<xml><a>1</a></xml><xml></xml>'],
    ['SyntaxWrong', '<xml>1<a>1</a></xml>'],
    ['SyntaxWrong', '<xml><a>1]]></a></xml>'],
    ['SyntaxWrong', '<xml><a>\u0000</a></xml>'],
    ['SyntaxWrong', '<html><a>1</a></html>'],
    ['SyntaxWrong', '<xml/><xml/>'],
    ['SyntaxWrong', '<?xml version="1.1"?><xml><a>1</a></xml>'],
  ])('BAD-39: %s: %s', (reason, text) => {
    expect(read(text)).toEqual(refused(reason));
  });

  it('BAD-39: bytes that are not UTF-8, and UTF-16 with its mark, are refused', () => {
    const text = '<xml><a>名</a></xml>';
    expect(readFlatXml(new Uint8Array([...utf8('<xml><a>'), 0xc3, 0x28, ...utf8('</a></xml>')]))).toEqual(
      refused('NotUtf8'),
    );
    expect(readFlatXml(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual(refused('NotUtf8'));
    expect(readFlatXml(Buffer.from(text, 'utf16le'))).toEqual(E.left(expect.objectContaining({ type: 'XmlRefused' })));
  });

  it('BAD-36, BAD-39: nothing slips into a message, wherever it is put; a strict parser alone would let it', () => {
    fc.assert(
      nothingSlipsIn((text) => E.isLeft(read(text))),
      { numRuns: 2000 },
    );
    expect(fc.check(nothingSlipsIn(withoutGuard), { numRuns: 2000 }).failed).toBe(true);
  });

  it('INV-96: whatever comes in, it answers and never throws', () => {
    const piece = fc.constantFrom('<xml>', '</xml>', '<a>', '</a>', '<a/>', '<![CDATA[', ']]>', '<!', '<?', '&', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.array(piece), fc.array(fc.string())), (pieces) => {
        const result = read(pieces.join(''));
        expect(E.isLeft(result) || typeof result.right === 'object').toBe(true);
      }),
    );
  });

  it('a value that XML cannot carry is not written', () => {
    for (const value of ['\u0000', '\u001b', '\r', '\uD800', '\uFFFF'])
      expect(() => buildFlatXml({ a: value })).toThrow(RangeError);
    expect(() => buildFlatXml({ 'a b': '1' })).toThrow(RangeError);
  });
});
