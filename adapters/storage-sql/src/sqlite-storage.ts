import {
  type DomainEvent,
  type Kind,
  type Loaded,
  type OrganizationId,
  type Records,
  type Ref,
  type Storage,
  type StoreFailure,
  type Wanted,
  type Work,
} from '@facepay/domain';
import type Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import type { FieldCipher } from './field-cipher.ts';
import type { GroupCommit } from './group-commit.ts';
import { toEventRow } from './rows/event-row.ts';
import { createKeptRecords } from './kept-records.ts';
import { ownerOf } from './owner-of.ts';
import { fromRow, listedOf, type Row, toRow } from './rows/record-row.ts';
import { insertEvent, selectRecord, updateRecord, upsertRecord } from './sqlite-queries.ts';
import { prepare, type Statement } from './statement.ts';
import { columnsOf, kinds, type RecordTable } from './tables.ts';

export type FindRecord = <K extends Kind>(
  organization: OrganizationId,
  at: Ref<K>,
) => E.Either<StoreFailure, Records[K] | undefined>;

/** The one door: read, decide, write, all synchronous inside a savepoint of the group. */
export const createSqliteStorage = (database: Database.Database, cipher: FieldCipher, group: GroupCommit): Storage => {
  const find = createFind(database, cipher);
  const upserts = perKind((kind) => prepare(database, upsertRecord(kind)));
  const addEvent = prepare(database, insertEvent());
  const update = createUpdates(database);
  const put = <K extends Kind>(
    organization: OrganizationId,
    { kind, key }: Ref<K>,
    value: Records[K],
    before: Records[K] | undefined,
  ): void => {
    const row = toRow(cipher, kind, { organization: ownerOf(kind, organization), key }, value);
    if (before === undefined || update(kind, before, row) === 0) upserts[kind].run(row);
  };
  const record = (event: DomainEvent): void => void addEvent.run(toEventRow(cipher, event));
  return {
    transact: <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>) =>
      group.enqueue((): E.Either<Refusal | StoreFailure, A> => {
        const found: Record<string, unknown> = {};
        for (const [name, at] of Object.entries(work.read)) {
          const value = find(work.organization, at);
          if (E.isLeft(value)) return value;
          found[name] = value.right;
        }
        const decided = work.decide(found as Loaded<W>);
        if (E.isLeft(decided)) return decided;
        for (const { to, ...at } of decided.right.writes) {
          const [name] =
            Object.entries(work.read).find(([, { kind, key }]) => kind === at.kind && key === at.key) ?? [];
          put(work.organization, at, to, name === undefined ? undefined : (found[name] as typeof to | undefined));
        }
        decided.right.events.forEach(record);
        return E.right(decided.right.result);
      }),
  };
};

/** Writes a record that is there over again, without the listed columns that stay as they were. */
const createUpdates = (database: Database.Database) => {
  const statements = new Map<string, Statement>();
  return <K extends Kind>(kind: K, before: Records[K], row: Row): number => {
    const listed = listedOf(kind, before);
    const columns = columnsOf(kind).filter(
      (column) =>
        column !== 'organization' &&
        column !== 'key' &&
        (!Object.hasOwn(listed, column) || listed[column] !== row[column]),
    );
    const name = `${kind}:${columns.join()}`;
    const statement = statements.get(name) ?? prepare(database, updateRecord(kind, columns));
    statements.set(name, statement);
    return statement.run(row);
  };
};

/** Reads one record on the given connection. */
export const createFind = (database: Database.Database, cipher: FieldCipher): FindRecord => {
  const selects = perKind((kind) => prepare(database, selectRecord(kind)));
  const kept = createKeptRecords();
  return (organization, { kind, key }) => {
    const at = { organization: ownerOf(kind, organization), key };
    const row = selects[kind].get(at) as RecordTable | undefined;
    if (row === undefined) return E.right(undefined);
    return kept(kind, at, row, () => fromRow(cipher, kind, at, row));
  };
};

const perKind = (make: (kind: Kind) => Statement): Readonly<Record<Kind, Statement>> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, Statement>;
