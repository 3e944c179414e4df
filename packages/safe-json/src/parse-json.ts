import * as E from 'fp-ts/lib/Either.js';
import { readUtf8 } from './read-utf8.ts';

export interface JsonLimits {
  /** Nested arrays and objects; a bare value has depth 0. */
  readonly depthMax: number;
  readonly bytesMax: number;
  /** Members and elements of all objects and arrays together. */
  readonly membersMax: number;
  /** `keep-last` is what JSON.parse does: it drops all but the last in silence. */
  readonly repeatedNames: 'refuse' | 'keep-last';
  /** `__proto__` and the like; `keep` leaves them to a shape that knows every allowed name. */
  readonly prototypeNames: 'refuse' | 'keep';
  /** `any` leaves NUL and lone surrogates to whoever judges the texts one by one (INV-18). */
  readonly texts: 'clean' | 'any';
}

export const defaultJsonLimits: JsonLimits = {
  depthMax: 16,
  bytesMax: 64 * 1024,
  membersMax: 10_000,
  repeatedNames: 'keep-last',
  prototypeNames: 'refuse',
  texts: 'clean',
};

export type JsonRefused = {
  readonly type: 'JsonRefused';
  readonly reason:
    | 'TooLarge'
    | 'NotUtf8'
    | 'ByteOrderMark'
    | 'TooDeep'
    | 'TooManyMembers'
    | 'SyntaxWrong'
    | 'KeyForbidden'
    | 'RepeatedName'
    | 'NumberNotFinite'
    | 'NulCharacter'
    | 'LoneSurrogate';
};

/** JSON from outside, in time linear in its length; never throws (INV-96, BAD-33, BAD-76). */
export const parseJson = (
  input: Uint8Array | string,
  limits: Partial<JsonLimits> = {},
): E.Either<JsonRefused, unknown> => {
  const rules = { ...defaultJsonLimits, ...limits };
  const { depthMax, bytesMax, membersMax } = rules;
  if (input.length > bytesMax) return refused('TooLarge');
  const text = typeof input === 'string' ? input : readUtf8(input);
  if (text === undefined) return refused('NotUtf8');
  // No character takes more than three bytes, so most texts need not be measured.
  if (typeof input === 'string' && text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax)
    return refused('TooLarge');
  if (text.startsWith('\uFEFF')) return refused('ByteOrderMark');

  const size = measure(text);
  if (size.depth > depthMax) return refused('TooDeep');
  if (size.members > membersMax) return refused('TooManyMembers');

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('SyntaxWrong');
  }
  // Without an escape every text is a piece of the whole, and JSON.parse lets no NUL pass.
  const textsKnown = rules.texts === 'any' || (!text.includes('\\') && text.isWellFormed());
  const found: Survey = { names: 0 };
  survey(value, rules.prototypeNames === 'refuse', !textsKnown, found);
  if (found.fault !== undefined) return refused(found.fault);
  return rules.repeatedNames === 'refuse' && found.names !== size.names ? refused('RepeatedName') : E.right(value);
};

const refused = (reason: JsonRefused['reason']): E.Either<JsonRefused, never> =>
  E.left({ type: 'JsonRefused', reason });

interface Size {
  readonly depth: number;
  /** Never fewer than there are. */
  readonly members: number;
  readonly names: number;
}

/** Before anything is built from the text. Strings are leapt over: they are most of it. */
const measure = (text: string): Size => {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let names = 0;
  for (let at = 0; at < text.length; at += 1)
    switch (text[at] ?? '') {
      case '"':
        at = endOfString(text, at);
        break;
      case ',':
        members += 1;
        break;
      case ':':
        names += 1;
        break;
      case '[':
      case '{':
        members += 1;
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case ']':
      case '}':
        depth -= 1;
        break;
    }
  return { depth: deepest, members, names };
};

/** Where its closing quote stands, or the end of the text. Each backslash is looked at once. */
const endOfString = (text: string, start: number): number => {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text[before - 1] === '\\') before -= 1;
    if ((at - before) % 2 === 0) return at;
  }
  return text.length;
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

interface Survey {
  fault?: JsonRefused['reason'] | undefined;
  names: number;
}

/** What JSON.parse lets pass and later code would trip over. Goes no deeper than was measured. */
const survey = (value: unknown, namesMatter: boolean, textsMatter: boolean, found: Survey): void => {
  if (typeof value === 'string') {
    if (textsMatter) found.fault ??= textFault(value);
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) found.fault ??= 'NumberNotFinite';
  } else if (Array.isArray(value)) {
    for (const element of value) survey(element, namesMatter, textsMatter, found);
  } else if (isObject(value))
    for (const name of Object.keys(value)) {
      if (namesMatter && forbiddenKeys.has(name)) found.fault ??= 'KeyForbidden';
      if (textsMatter) found.fault ??= textFault(name);
      found.names += 1;
      survey(value[name], namesMatter, textsMatter, found);
    }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textFault = (text: string): JsonRefused['reason'] | undefined => {
  if (text.includes('\0')) return 'NulCharacter';
  return text.isWellFormed() ? undefined : 'LoneSurrogate';
};
