import * as E from 'fp-ts/lib/Either.js';

export interface JsonUnreadable {
  readonly type: 'JsonUnreadable';
  readonly reason:
    | 'NotUtf8'
    | 'ByteOrderMark'
    | 'TooDeep'
    | 'TooManyMembers'
    | 'SyntaxWrong'
    | 'RepeatedName'
    | 'BadText';
}
const depthMax = 16;
const membersMax = 10_000;

/**
 * JSON from outside, in time linear in its length; never throws (INV-96, BAD-76). Names such as `__proto__` stay what
 * they are, members nobody knows, and meet their refusal in the shape. `texts: 'any'` leaves NUL and lone surrogates to
 * whoever judges the entries one by one (INV-18).
 */
export const readJson = (body: Uint8Array, texts: 'clean' | 'any'): E.Either<JsonUnreadable, unknown> => {
  const text = decodeUtf8(body);
  if (text === undefined) return unreadable('NotUtf8');
  if (text.startsWith('\uFEFF')) return unreadable('ByteOrderMark');
  const size = measure(text);
  if (size.depth > depthMax) return unreadable('TooDeep');
  if (size.members > membersMax) return unreadable('TooManyMembers');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('SyntaxWrong');
  }
  const found = survey(value);
  if (found.names !== size.names) return unreadable('RepeatedName'); // JSON.parse kept the last and dropped the others
  return found.clean || texts === 'any' ? E.right(value) : unreadable('BadText');
};

const unreadable = (reason: JsonUnreadable['reason']): E.Either<JsonUnreadable, never> =>
  E.left({ type: 'JsonUnreadable', reason });

const decodeUtf8 = (body: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
};

interface Size {
  readonly depth: number;
  /** Never fewer than there are. */
  readonly members: number;
  readonly names: number;
}
/** Before anything is built from the text. */
const measure = (text: string): Size => {
  let [depth, deepest, members, names] = [0, 0, 0, 0];
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

const survey = (root: unknown): { readonly names: number; readonly clean: boolean } => {
  const open: unknown[] = [root];
  let names = 0;
  let clean = true;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') clean &&= isClean(value);
    else if (Array.isArray(value)) for (const element of value) open.push(element);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) {
        names += 1;
        clean &&= isClean(name);
        open.push(member);
      }
  }
  return { names, clean };
};

const isClean = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
