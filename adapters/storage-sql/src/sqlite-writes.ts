import type { Kind, OrganizationId, Records, Ref } from '@facepay/domain';
import type Database from 'better-sqlite3';
import type { FieldCipher } from './field-cipher.ts';
import type { KeptRecords } from './kept-records.ts';
import { ownerOf } from './owner-of.ts';
import { type Columns, comparedOf, type Row, toRow } from './rows/record-row.ts';
import { updateRecord, upsertRecord } from './sqlite-queries.ts';
import { perKind, prepare, type Statement } from './statement.ts';
import { columnsOf } from './tables.ts';

/** `before`: what this transaction has read under that key, if anything. */
export type PutRecord = <K extends Kind>(
  organization: OrganizationId,
  at: Ref<K>,
  value: Records[K],
  before: Records[K] | undefined,
) => void;

export const createPut = (database: Database.Database, cipher: FieldCipher, kept: KeptRecords): PutRecord => {
  const upserts = perKind((kind) => prepare(database, upsertRecord(kind)));
  const updates = perKind((kind) => createUpdate(database, kind));
  return (organization, { kind, key }, value, before) => {
    const at = { organization: ownerOf(kind, organization), key };
    const { row, record } = toRow(cipher, kind, at, value);
    if (before === undefined || updates[kind](comparedOf(kind, before), row) === 0) upserts[kind].run(row);
    kept.wrote(kind, at, row, record);
  };
};

/** Writes a record that is there over again, without the columns of indexes that stay as they were. */
const createUpdate = (database: Database.Database, kind: Kind): ((before: Columns, row: Row) => number) => {
  const columns = columnsOf(kind).filter((column) => column !== 'organization' && column !== 'key');
  const statements: Statement[] = [];
  return (before, row) => {
    let named = 0;
    for (const [index, column] of columns.entries()) if (before[column] !== row[column]) named |= 1 << index;
    const statement = (statements[named] ??= prepare(
      database,
      updateRecord(
        kind,
        columns.filter((_, index) => (named & (1 << index)) !== 0),
      ),
    ));
    return statement.run(row);
  };
};
