import * as E from 'fp-ts/lib/Either.js';
import { readUtf8 } from './bytes.ts';

export interface JsonLimits {
  /** Nested arrays and objects; a bare value has depth 0. */
  readonly depthMax: number;
  readonly bytesMax: number;
  /** Members and elements of all objects and arrays together. */
  readonly membersMax: number;
}

export const defaultJsonLimits: JsonLimits = { depthMax: 16, bytesMax: 64 * 1024, membersMax: 10_000 };

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
    | 'NumberNotFinite'
    | 'NulCharacter'
    | 'LoneSurrogate';
};

/** JSON from outside, in time linear in its length; never throws (INV-96, BAD-33, BAD-76). */
export const parseJson = (
  input: Uint8Array | string,
  limits: Partial<JsonLimits> = {},
): E.Either<JsonRefused, unknown> => {
  const { depthMax, bytesMax, membersMax } = { ...defaultJsonLimits, ...limits };
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
  const fault = findFault(value);
  return fault === undefined ? E.right(value) : refused(fault);
};

const refused = (reason: JsonRefused['reason']): E.Either<JsonRefused, never> =>
  E.left({ type: 'JsonRefused', reason });

/** Depth and an upper bound of the member count, before anything is built from the text. */
const measure = (text: string): { readonly depth: number; readonly members: number } => {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === ',') members += 1;
    else if (character === '[' || character === '{') {
      members += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return { depth: deepest, members };
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** What JSON.parse lets pass and later code would trip over. */
const findFault = (root: unknown): JsonRefused['reason'] | undefined => {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'number' && !Number.isFinite(value)) return 'NumberNotFinite';
    if (typeof value === 'string') {
      const fault = findTextFault(value);
      if (fault !== undefined) return fault;
    }
    if (Array.isArray(value)) for (const element of value) open.push(element);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) {
        if (forbiddenKeys.has(key)) return 'KeyForbidden';
        open.push(key, member);
      }
  }
  return undefined;
};

const findTextFault = (text: string): JsonRefused['reason'] | undefined => {
  if (text.includes('\0')) return 'NulCharacter';
  return text.isWellFormed() ? undefined : 'LoneSurrogate';
};
