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
  if (typeof input === 'string' && Buffer.byteLength(text) > bytesMax) return refused('TooLarge');
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
  const { fault, names } = survey(value, rules);
  if (fault !== undefined) return refused(fault);
  return rules.repeatedNames === 'refuse' && names !== size.names ? refused('RepeatedName') : E.right(value);
};

const refused = (reason: JsonRefused['reason']): E.Either<JsonRefused, never> =>
  E.left({ type: 'JsonRefused', reason });

interface Size {
  readonly depth: number;
  /** Never fewer than there are. */
  readonly members: number;
  readonly names: number;
}

/** Before anything is built from the text. */
const measure = (text: string): Size => {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let names = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === ',') members += 1;
    else if (character === ':') names += 1;
    else if (character === '[' || character === '{') {
      members += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return { depth: deepest, members, names };
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

interface Survey {
  readonly fault?: JsonRefused['reason'];
  readonly names: number;
}

/** What JSON.parse lets pass and later code would trip over. */
const survey = (root: unknown, { prototypeNames, texts }: JsonLimits): Survey => {
  const open: unknown[] = [root];
  let names = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'number' && !Number.isFinite(value)) return { fault: 'NumberNotFinite', names };
    if (typeof value === 'string' && texts === 'clean') {
      const fault = textFault(value);
      if (fault !== undefined) return { fault, names };
    }
    if (Array.isArray(value)) for (const element of value) open.push(element);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) {
        if (prototypeNames === 'refuse' && forbiddenKeys.has(name)) return { fault: 'KeyForbidden', names };
        names += 1;
        open.push(name, member);
      }
  }
  return { names };
};

const textFault = (text: string): JsonRefused['reason'] | undefined => {
  if (text.includes('\0')) return 'NulCharacter';
  return text.isWellFormed() ? undefined : 'LoneSurrogate';
};
