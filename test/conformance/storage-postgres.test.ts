import { deductionNumbered, eventNumbered, noon, put, putDeduction, signedPupil } from '@facepay/conformance';
import { type DeductionStatus, legalEdges, type OrganizationId, type Records, ref, write } from '@facepay/domain';
import { openPostgresStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshPostgres, rowsOf } from '../support/databases.ts';
import { postgresOptions } from './storage-stores.ts';

const school = 'O100' as OrganizationId;
let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ url, drop } = await freshPostgres());
});
afterEach(() => drop());
const open = () => openPostgresStorage(postgresOptions(url));

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
  const unknown = `insert into deduction (organization, key, body, status) values ('O1', 'x', '{}', 'new')`;
  await expect(rowsOf(url, unknown)).rejects.toThrow('deduction_status');
  await store.close();
});

test('a row that is no record any more is named corrupt, without its content, and harms no other', async () => {
  const store = await open();
  for (const n of [1, 2]) await putDeduction(store.storage, deductionNumbered(n));
  await rowsOf(url, `update deduction set body = 'canary' where key = '${deductionNumbered(1).id}'`);
  const found = await store.reads.find(school, ref('deduction', deductionNumbered(1).id))();
  expect(found).toMatchObject({ left: { type: 'StoredDataCorrupt' } });
  expect(JSON.stringify(found)).not.toContain('canary');
  expect(await store.reads.find(school, ref('deduction', deductionNumbered(2).id))()).toMatchObject({ _tag: 'Right' });
  await store.close();
});

test('what could not be read back is never stored: a bug of the caller, told to the caller', async () => {
  const store = await open();
  const half = deductionNumbered(1, { amount: 0.5 as Records['deduction']['amount'] });
  await expect(putDeduction(store.storage, half)).rejects.toThrow('not a deduction');
  expect(await store.reads.find(school, ref('deduction', half.id))()).toEqual(E.right(undefined));
  await store.close();
});

test('INV-89 no personal field lies in the database as it is, and none is in what a refused statement says', async () => {
  const store = await open();
  const member = { ...signedPupil, profile: { ...signedPupil.profile, name: 'canary-name', phone: 'canary-phone' } };
  await put(store.storage, school, [write(ref('member', 'x'), member)]);
  const rows = await rowsOf(url, `select t::text as row, encode(sealed, 'escape') as sealed from member t`);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('canary');
  expect(await store.reads.find(school, ref('member', 'x'))()).toEqual(E.right(member));
  await rowsOf(url, `alter table member add constraint nobody check (key <> 'y')`);
  const refused = await put(store.storage, school, [write(ref('member', 'y'), member)]).catch(
    (cause: unknown) => cause,
  );
  expect(refused).toMatchObject({ message: expect.stringContaining('23514') });
  expect(JSON.stringify(Object.entries(refused as object))).not.toContain('canary');
  await store.close();
});

test('INV-15 events are never deleted', async () => {
  const store = await open();
  await put(store.storage, school, [], [eventNumbered(1)]);
  for (const statement of ['delete from event', 'truncate event'])
    await expect(rowsOf(url, statement)).rejects.toThrow('never deleted');
  await store.close();
});

const schema = `select table_name, column_name, data_type from information_schema.columns
  where table_schema = 'public' order by 1, 2`;
test('INV-87 six processes open a new database at once; opening again changes nothing', async () => {
  const stores = await Promise.all(Array.from({ length: 6 }, open));
  await putDeduction(stores[0]!.storage, deductionNumbered(1));
  await Promise.all(stores.map(({ close }) => close()));
  const before = await rowsOf(url, schema);
  const again = await open();
  expect(await again.reads.find(school, ref('deduction', deductionNumbered(1).id))()).toEqual(
    E.right(deductionNumbered(1)),
  );
  await again.close();
  expect(await rowsOf(url, schema)).toEqual(before);
});

test('the organization leads every primary key', async () => {
  await (await open()).close();
  const leading = await rowsOf(
    url,
    `select c.relname as name, a.attname as leading from pg_index i
     join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where i.indisprimary and n.nspname = 'public' and c.relname not like 'kysely%'`,
  );
  expect(leading).toHaveLength(22);
  expect(leading.filter((row) => row['leading'] !== 'organization')).toEqual([]);
});

test('a server that may forget what it acknowledged is refused; a closed store answers nobody', async () => {
  const name = new URL(url).pathname.slice(1);
  await rowsOf(url, `alter database ${name} set synchronous_commit = off`);
  await expect(openPostgresStorage({ ...postgresOptions(url), throwAway: false })).rejects.toThrow(
    'synchronous_commit is off',
  );
  const store = await open();
  await store.close();
  expect(await store.reads.find(school, ref('member', 'x'))()).toMatchObject({ left: { type: 'StoreUnavailable' } });
});

test('a row that somebody holds too long: busy, nothing written, and a claim goes past it', async () => {
  const store = await open();
  const [held, free] = [deductionNumbered(1), deductionNumbered(2)];
  for (const sale of [held, free]) await putDeduction(store.storage, sale);
  const holder = new Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from deduction where key = $1 for update', [held.id]);
  const at = ref('deduction', held.id);
  const refused = await store.storage.transact({
    organization: school,
    read: { at },
    decide: () => E.right({ writes: [write(at, { ...held, queries: 7 })], events: [], result: 'done' }),
  })();
  expect(refused).toEqual(E.left({ type: 'StoreBusy', retryAfterMs: 1000 }));
  expect(await store.dueWork.claim('deduction', noon, 1000, 10)()).toEqual(
    E.right([{ organization: school, key: free.id, fence: 1 }]),
  );
  await holder.end();
  expect(await store.reads.find(school, at)()).toEqual(E.right(held));
  await store.close();
});

test('INV-95 without a whole key, or without a server, the store does not open', async () => {
  for (const keys of [[], ['k1:c2hvcnQ=']])
    await expect(openPostgresStorage({ ...postgresOptions(url), fieldKeys: keys })).rejects.toThrow('key');
  await expect(openPostgresStorage(postgresOptions('postgres://test@127.0.0.1:1/none'))).rejects.toThrow(
    'ECONNREFUSED',
  );
});
