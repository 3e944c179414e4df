import { parseXml, XmlElement } from '@rgrove/parse-xml';
import * as E from 'fp-ts/lib/Either.js';
import { readUtf8, utf8 } from './bytes.ts';
import { guardFlatXml, type XmlRefusedReason } from './guard-flat-xml.ts';

export interface XmlRefused {
  readonly type: 'XmlRefused';
  readonly reason: XmlRefusedReason;
}

/** The members of a v2 message by name, values as texts. */
export type FlatXml = Readonly<Record<string, string>>;

/** Far above an authinfo of 4096 characters. */
const bytesMax = 64 * 1024;

/** A v2 message from outside, in linear time; never throws, opens no file and no connection (INV-58, BAD-36…39). */
export const readFlatXml = (input: Uint8Array): E.Either<XmlRefused, FlatXml> => {
  if (input.length > bytesMax) return refused('TooLarge');
  const text = readUtf8(input);
  if (text === undefined) return refused('NotUtf8');
  const fault = guardFlatXml(text);
  return fault === undefined ? parse(text) : refused(fault);
};

/**
 * Values as `text`, or in CDATA sections as WeChat writes them. A name or a value that XML cannot carry is a programmer
 * error and throws.
 */
export const buildFlatXml = (members: FlatXml, values: 'text' | 'cdata' = 'text'): Uint8Array => {
  const body = Object.entries(members).map(([name, value]) => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/u.test(name) || forbidden.test(value) || !value.isWellFormed())
      throw new RangeError(`XML cannot carry the member ${name}`);
    return `<${name}>${values === 'cdata' ? inCdata(value) : escaped(value)}</${name}>`;
  });
  return utf8(`<xml>${body.join('')}</xml>`);
};

const refused = (reason: XmlRefusedReason): E.Either<XmlRefused, never> => E.left({ type: 'XmlRefused', reason });

const parse = (text: string): E.Either<XmlRefused, FlatXml> => {
  try {
    const { root } = parseXml(text);
    if (root?.name !== 'xml') return refused('SyntaxWrong');
    const members = root.children.filter((child) => child instanceof XmlElement);
    return E.right(Object.fromEntries(members.map(({ name, text: value }) => [name, value])));
  } catch {
    return refused('SyntaxWrong');
  }
};

/** What XML 1.0 has no way to write, and CR, which every reader turns into LF. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/u;

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const inCdata = (value: string): string => (value.includes(']]>') ? escaped(value) : `<![CDATA[${value}]]>`);
