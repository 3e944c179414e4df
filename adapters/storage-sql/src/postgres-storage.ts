import type { Kind, Loaded, OrganizationId, Records, Storage, StoreFailure, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import { createKeptRecords } from './kept-records.ts';
import { ownerOf } from './owner-of.ts';
import { insertEvent, selectRecords, upsertRecord } from './postgres-queries.ts';
import { postgresStatement, type PostgresStatement } from './postgres-statement.ts';
import type { Ask, PostgresTransactions } from './postgres-transactions.ts';
import { toEventRow } from './rows/event-row.ts';
import { fromRow, toRow } from './rows/record-row.ts';
import { kinds, type RecordTable } from './tables.ts';

/** Reads records of one kind, in one round trip, by key; absent ones are absent. */
export type FindRecords = <K extends Kind>(
  ask: Ask,
  organization: OrganizationId,
  kind: K,
  keys: readonly string[],
) => Promise<E.Either<StoreFailure, ReadonlyMap<string, Records[K]>>>;

/** The one door: read, decide, write and commit, serializable; conflicts run the same work again (`storage.md` §2). */
export const createPostgresStorage = (transactions: PostgresTransactions, cipher: FieldCipher): Storage => {
  const find = createFindRecords(cipher);
  const upserts = perKind((kind) => postgresStatement(`put ${kind}`, upsertRecord(kind)));
  const addEvent = postgresStatement('add event', insertEvent());
  return {
    transact: <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>) =>
      transactions.transact('serializable', async (ask): Promise<E.Either<Refusal | StoreFailure, A>> => {
        const found = await readAll(find, ask, work.organization, work.read);
        if (E.isLeft(found)) return found;
        const decided = work.decide(found.right as Loaded<W>);
        if (E.isLeft(decided)) return decided;
        for (const { kind, key, to } of decided.right.writes) {
          const at = { organization: ownerOf(kind, work.organization), key };
          await upserts[kind](ask, toRow(cipher, kind, at, to));
        }
        for (const event of decided.right.events) await addEvent(ask, toEventRow(cipher, event));
        return E.right(decided.right.result);
      }),
  };
};

export const createFindRecords = (cipher: FieldCipher): FindRecords => {
  const selects = perKind((kind) => postgresStatement(`get ${kind}`, selectRecords(kind)));
  const kept = createKeptRecords();
  return async <K extends Kind>(ask: Ask, organization: OrganizationId, kind: K, keys: readonly string[]) => {
    const owner = ownerOf(kind, organization);
    const { rows } = await selects[kind](ask, { organization: owner, keys });
    const found = new Map<string, Records[K]>();
    for (const row of rows as readonly RecordTable[]) {
      const at = { organization: owner, key: row.key };
      const value = kept(kind, at, row, () => fromRow(cipher, kind, at, row));
      if (E.isLeft(value)) return value;
      found.set(row.key, value.right);
    }
    return E.right(found);
  };
};

/** One query per table, whatever the number of keys. */
const readAll = async (
  find: FindRecords,
  ask: Ask,
  organization: OrganizationId,
  read: Wanted,
): Promise<E.Either<StoreFailure, Readonly<Record<string, unknown>>>> => {
  const wanted = Object.entries(read);
  const loaded: Record<string, unknown> = {};
  for (const kind of new Set(wanted.map(([, at]) => at.kind))) {
    const ofKind = wanted.filter(([, at]) => at.kind === kind);
    const found = await find(ask, organization, kind, [...new Set(ofKind.map(([, at]) => at.key))]);
    if (E.isLeft(found)) return found;
    for (const [name, at] of ofKind) loaded[name] = found.right.get(at.key);
  }
  return E.right(loaded);
};

const perKind = (make: (kind: Kind) => PostgresStatement): Readonly<Record<Kind, PostgresStatement>> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, PostgresStatement>;
