import type { Kind, Loaded, OrganizationId, Records, Storage, StoreFailure, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import { createKeptRecords } from './kept-records.ts';
import { ownerOf } from './owner-of.ts';
import { insertEvent, selectRecords, upsertRecord } from './postgres-queries.ts';
import { postgresStatement, type PostgresStatement } from './postgres-statement.ts';
import type { Ask, Decided, PostgresTransactions } from './postgres-transactions.ts';
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
      transactions.transact('serializable', async (ask): Promise<Decided<Refusal | StoreFailure, A>> => {
        const found = await readAll(find, ask, work.organization, work.read);
        if (E.isLeft(found)) return { answer: found, sent: [] };
        const decided = work.decide(found.right as Loaded<W>);
        if (E.isLeft(decided)) return { answer: decided, sent: [] };
        const { writes, events, result } = decided.right;
        const rows = writes.map(({ kind, key, to }) => {
          const at = { organization: ownerOf(kind, work.organization), key };
          return { put: upserts[kind], row: toRow(cipher, kind, at, to).row };
        });
        const eventRows = events.map((event) => toEventRow(cipher, event));
        const sent = [...rows.map(({ put, row }) => put(ask, row)), ...eventRows.map((row) => addEvent(ask, row))];
        return { answer: E.right(result), sent };
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
      const value = kept.read(kind, at, row, () => fromRow(cipher, kind, at, row));
      if (E.isLeft(value)) return value;
      found.set(row.key, value.right);
    }
    return E.right(found);
  };
};

/** One query per table, whatever the number of keys; all of them in one round trip. */
const readAll = async (
  find: FindRecords,
  ask: Ask,
  organization: OrganizationId,
  read: Wanted,
): Promise<E.Either<StoreFailure, Readonly<Record<string, unknown>>>> => {
  const wanted = Object.entries(read);
  const tables = await Promise.all(
    [...new Set(wanted.map(([, { kind }]) => kind))].map(async (kind) => {
      const keys = wanted.flatMap(([, at]) => (at.kind === kind ? [at.key] : []));
      return { kind, found: await find(ask, organization, kind, [...new Set(keys)]) };
    }),
  );
  const loaded: Record<string, unknown> = {};
  for (const { kind, found } of tables) {
    if (E.isLeft(found)) return found;
    for (const [name, at] of wanted) if (at.kind === kind) loaded[name] = found.right.get(at.key);
  }
  return E.right(loaded);
};

const perKind = (make: (kind: Kind) => PostgresStatement): Readonly<Record<Kind, PostgresStatement>> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, PostgresStatement>;
