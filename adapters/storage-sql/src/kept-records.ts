import type { Kind, Records, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { type Address, withQueue } from './rows/record-row.ts';
import { isQueue, type RecordTable } from './tables.ts';

type Content = Partial<RecordTable> & Pick<RecordTable, 'body'>;
interface Kept {
  readonly body: string;
  readonly sealed: Uint8Array | null;
  /** Shared by everybody who reads it. */
  readonly value: Records[Kind];
}

/**
 * The same value for the same row: what is read again and again, or read after it was written here, is decrypted and
 * decoded once at most. A row that differs in any byte is read anew, so what is kept can be old but never wrong.
 */
export interface KeptRecords {
  readonly read: <K extends Kind>(
    kind: K,
    at: Address,
    content: Content,
    decode: () => E.Either<StoreFailure, Records[K]>,
  ) => E.Either<StoreFailure, Records[K]>;
  readonly wrote: <K extends Kind>(kind: K, at: Address, content: Content, record: Records[K]) => void;
}

export const createKeptRecords = (): KeptRecords => {
  let young = new Map<string, Kept>();
  let old = young;
  const keep = (place: string, kept: Kept): void => {
    if (young.size >= countMax) [old, young] = [young, new Map()];
    young.set(place, kept);
  };
  const find = (place: string): Kept | undefined => {
    const found = young.get(place);
    if (found !== undefined) return found;
    const before = old.get(place);
    if (before !== undefined) keep(place, before);
    return before;
  };
  return {
    read: <K extends Kind>(
      kind: K,
      at: Address,
      content: Content,
      decode: () => E.Either<StoreFailure, Records[K]>,
    ) => {
      if (!hot.has(kind)) return decode();
      const place = placeOf(kind, at);
      const before = find(place);
      if (before !== undefined && before.body === content.body && sameBytes(before.sealed, content.sealed ?? null))
        return E.right((isQueue(kind) ? withQueue(before.value, content) : before.value) as Records[K]);
      const value = decode();
      if (E.isRight(value)) keep(place, { body: content.body, sealed: content.sealed ?? null, value: value.right });
      return value;
    },
    wrote: (kind, at, { body, sealed = null }, record) => {
      if (hot.has(kind)) keep(placeOf(kind, at), { body, sealed, value: detached(record) });
    },
  };
};

/** Not those that are written once and read elsewhere, or hardly ever. */
const hot: ReadonlySet<Kind> = new Set(['organization', 'member', 'device', 'deduction', 'spending', 'cursor']);
const countMax = 1000;
const placeOf = (kind: Kind, { organization, key }: Address): string => `${kind}/${organization}/${key}`;

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.compare(a, b) === 0;

/** Whoever handed it in may go on changing what is inside; the record itself is a copy. */
const detached = <A extends object>(record: A): A => {
  const own: Record<string, unknown> = Object(record);
  for (const name of Object.keys(own)) if (typeof own[name] === 'object') own[name] = copyOf(own[name]);
  return record;
};
const copyOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const from: Readonly<Record<string, unknown>> = Object(value);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) copy[name] = copyOf(from[name]);
  return copy;
};
