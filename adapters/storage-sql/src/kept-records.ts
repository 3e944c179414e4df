import type { Kind, Records, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Address } from './rows/record-row.ts';
import type { RecordTable } from './tables.ts';

type Content = Pick<RecordTable, 'body' | 'sealed'>;
interface Kept {
  readonly content: Content;
  readonly value: Records[Kind];
}

/**
 * The same value for the same row: what many works read again and again is decrypted and decoded once. Only for kinds
 * whose rows are body and sealed part alone; a row that differs in any byte is read anew.
 */
export const createKeptRecords = () => {
  const known = new Map<string, Kept>();
  return <K extends Kind>(
    kind: K,
    { organization, key }: Address,
    content: Content,
    read: () => E.Either<StoreFailure, Records[K]>,
  ): E.Either<StoreFailure, Records[K]> => {
    if (!hot.has(kind)) return read();
    const place = `${kind}/${organization}/${key}`;
    const before = known.get(place);
    if (before !== undefined && sameContent(before.content, content)) return E.right(before.value as Records[K]);
    const value = read();
    if (E.isRight(value)) {
      if (known.size >= countMax) known.clear();
      known.set(place, { content, value: value.right });
    }
    return value;
  };
};

const hot: ReadonlySet<Kind> = new Set(['organization', 'member', 'device']);
const countMax = 2000;

const sameContent = (a: Content, b: Content): boolean => a.body === b.body && sameBytes(a.sealed, b.sealed);
/** A kind without personal fields has no such column. */
const sameBytes = (a: Uint8Array | null = null, b: Uint8Array | null = null): boolean =>
  a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
