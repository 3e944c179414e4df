import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { deductionNumbered, noon, putDeduction } from '@facepay/conformance';
import { type DeductionStatus, legalEdges, type OrganizationId, type Records, ref } from '@facepay/domain';
import { openSqliteStorage } from '@facepay/storage-sql';
import Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteMemory, realOptions } from './storage-stores.ts';

const school = 'O100' as OrganizationId;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facepay-sqlite-'));
  file = join(folder, 'facepay.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));
const open = () => openSqliteStorage(realOptions(file));

test('INV-86 a damaged file refuses to open', async () => {
  const store = await open();
  for (let n = 0; n < 50; n += 1) await putDeduction(store.storage, deductionNumbered(n));
  await store.close();
  const bytes = await readFile(file);
  await writeFile(file, Buffer.concat([Buffer.alloc(100, 0x55), bytes.subarray(100)]));
  await expect(open()).rejects.toThrow('not a database');
  await writeFile(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(8192, 0x55), bytes.subarray(12_288)]));
  await expect(open()).rejects.toThrow(/damaged|malformed/u);
  await writeFile(file, bytes.subarray(0, bytes.length - 8192));
  await expect(open()).rejects.toThrow(/damaged|malformed/u);
});

test('a row that is no record any more is named corrupt, without its content, and harms no other', async () => {
  const store = await open();
  for (const n of [1, 2, 3]) await putDeduction(store.storage, deductionNumbered(n));
  const raw = new Database(file);
  raw.prepare(`update deduction set body = 'canary' where key = ?`).run(deductionNumbered(1).id);
  raw
    .prepare(`update deduction set body = json_set(body, '$.amount', 'canary') where key = ?`)
    .run(deductionNumbered(2).id);
  raw.close();
  for (const n of [1, 2]) {
    const found = await store.reads.find(school, ref('deduction', deductionNumbered(n).id))();
    expect(found).toMatchObject({ left: { type: 'StoredDataCorrupt' } });
    expect(JSON.stringify(found)).not.toContain('canary');
  }
  expect(await store.reads.find(school, ref('deduction', deductionNumbered(3).id))()).toMatchObject({ _tag: 'Right' });
  await store.close();
});

test('what could not be read back is never stored: a bug of the caller, told to the caller', async () => {
  const store = await open();
  const half = deductionNumbered(1, { amount: 0.5 as Records['deduction']['amount'] });
  await expect(putDeduction(store.storage, half)).rejects.toThrow('not a deduction');
  expect(await store.reads.find(school, ref('deduction', half.id))()).toEqual(E.right(undefined));
  await store.close();
});

test('INV-13 the database itself refuses every edge that is not legal, and lets every legal one pass', async () => {
  const store = await open();
  const statuses = Object.keys(legalEdges) as DeductionStatus[];
  // "reserved" begins and ends inside one transaction, so these two are edges between commits as well.
  const direct = new Set(['received in-flight', 'failed in-flight']);
  const wrong: string[] = [];
  for (const from of statuses) {
    for (const [index, to] of statuses.entries()) {
      const sale = deductionNumbered(statuses.indexOf(from) * 100 + index, { status: from });
      await putDeduction(store.storage, sale);
      const passed = await putDeduction(store.storage, { ...sale, status: to }).then(
        () => true,
        () => false,
      );
      const legal = from === to || legalEdges[from].includes(to) || direct.has(`${from} ${to}`);
      if (passed !== legal) wrong.push(`${from} -> ${to}: ${passed ? 'passed' : 'refused'}`);
    }
  }
  expect(wrong).toEqual([]);
  const raw = new Database(file);
  expect(() =>
    raw.exec(`insert into deduction (organization, key, body, status) values ('O1', 'x', '{}', 'new')`),
  ).toThrow('CHECK');
  raw.close();
  await store.close();
});

test('INV-87 opening again changes nothing; a run that was interrupted leaves nothing behind', async () => {
  const half = new Database(file);
  half.pragma('journal_mode = WAL');
  half.exec('begin immediate; create table organization (x text)');
  half.close(); // as a killed process would: the transaction is gone
  const first = await open();
  await putDeduction(first.storage, deductionNumbered(1));
  await first.close();
  const before = new Database(file, { readonly: true }).prepare('select sql from sqlite_master order by name').all();
  const second = await open();
  expect(await second.reads.find(school, ref('deduction', deductionNumbered(1).id))()).toEqual(
    E.right(deductionNumbered(1)),
  );
  await second.close();
  expect(new Database(file, { readonly: true }).prepare('select sql from sqlite_master order by name').all()).toEqual(
    before,
  );
});

test('in a simulation one turn of setImmediate settles a transaction, a claim and a read', async () => {
  const { first, close } = await openSqliteMemory();
  const settled: string[] = [];
  const at = ref('deduction', deductionNumbered(1).id);
  void putDeduction(first.storage, deductionNumbered(1))
    .then(() => settled.push('transact'))
    .then(() => first.dueWork.claim('deduction', noon, 1000, 1)())
    .then(() => settled.push('claim'))
    .then(() => first.reads.find(school, at)())
    .then((found) => settled.push(E.isRight(found) && found.right?.fence === 1 ? 'read' : 'read too early'));
  await turn();
  expect(settled).toEqual(['transact', 'claim', 'read']);
  await close();
});

test('the log is copied back into the file while the store is open', async () => {
  const store = await open();
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  await Promise.all(numbers.map((n) => putDeduction(store.storage, deductionNumbered(n))));
  await putDeduction(store.storage, deductionNumbered(300)); // answered after the turn in which it was copied
  expect(await readFile(file, 'latin1')).toContain(deductionNumbered(0).id);
  await store.close();
});

test('the organization leads every primary key, and the file is in WAL mode', async () => {
  await (await open()).close();
  const raw = new Database(file, { readonly: true });
  const tables = raw
    .prepare(`select name from sqlite_master where type = 'table' and name not glob '*_migration*'`)
    .pluck()
    .all() as string[];
  expect(tables).toHaveLength(22);
  for (const table of tables) {
    const [leading] = raw.prepare(`select name from pragma_table_info(?) where pk = 1`).pluck().all(table);
    expect(`${table} ${String(leading)}`).toBe(`${table} organization`);
  }
  expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
  raw.close();
});
