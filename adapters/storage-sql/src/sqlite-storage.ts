import {
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
import type { KeptRecords } from './kept-records.ts';
import { ownerOf } from './owner-of.ts';
import { fromRow } from './rows/record-row.ts';
import { insertEvent, selectRecord } from './sqlite-queries.ts';
import { createPut } from './sqlite-writes.ts';
import { perKind, prepare } from './statement.ts';
import type { RecordTable } from './tables.ts';

export type FindRecord = <K extends Kind>(
  organization: OrganizationId,
  at: Ref<K>,
) => E.Either<StoreFailure, Records[K] | undefined>;

/** The one door: read, decide, write, all synchronous inside the transaction of the group. */
export const createSqliteStorage = (
  database: Database.Database,
  cipher: FieldCipher,
  group: GroupCommit,
  kept: KeptRecords,
): Storage => {
  const find = createFind(database, cipher, kept);
  const put = createPut(database, cipher, kept);
  const addEvent = prepare(database, insertEvent());
  return {
    transact: <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>) => {
      const wanted = Object.entries(work.read);
      return group.enqueue((): E.Either<Refusal | StoreFailure, A> => {
        const found: Record<string, Records[Kind] | undefined> = {};
        /** What stands there now, for this work may read it under two names, or write it twice. */
        const known = new Map<string, Records[Kind] | undefined>();
        for (const [name, at] of wanted) {
          const place = placeOf(at);
          if (!known.has(place)) {
            const value = find(work.organization, at);
            if (E.isLeft(value)) return value;
            known.set(place, value.right);
          }
          found[name] = known.get(place);
        }
        const decided = work.decide(found as Loaded<W>);
        if (E.isLeft(decided)) return decided;
        for (const one of decided.right.writes) {
          const place = placeOf(one);
          put(work.organization, one, one.to, known.get(place));
          known.set(place, one.to);
        }
        for (const event of decided.right.events) addEvent.run(toEventRow(cipher, event));
        return E.right(decided.right.result);
      });
    },
  };
};

const placeOf = ({ kind, key }: Ref): string => `${kind}/${key}`;

/** Reads one record on the given connection. */
export const createFind = (database: Database.Database, cipher: FieldCipher, kept: KeptRecords): FindRecord => {
  const selects = perKind((kind) => prepare(database, selectRecord(kind)));
  return (organization, { kind, key }) => {
    const at = { organization: ownerOf(kind, organization), key };
    const row = selects[kind].get(at) as RecordTable | undefined;
    if (row === undefined) return E.right(undefined);
    return kept.read(kind, at, row, () => fromRow(cipher, kind, at, row));
  };
};
