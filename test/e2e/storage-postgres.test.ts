import { setTimeout as sleep } from 'node:timers/promises';
import { deductionNumbered, putRacers, reserveWork } from '@facepay/conformance';
import { ref, type OrganizationId } from '@facepay/domain';
import { openPostgresStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postgresOptions } from '../conformance/storage-stores.ts';
import { startCommitProxy } from '../support/commit-proxy.ts';
import { freshPostgres, rowsOf } from '../support/databases.ts';
import { acceptNumbered } from './storage-accept.ts';
import { startStorageProcess } from './storage-processes.ts';

const school = 'O100' as OrganizationId;
let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ url, drop } = await freshPostgres());
});
afterEach(() => drop());
const salesOf = (round: number) => Array.from({ length: 16 }, (_, n) => deductionNumbered(round * 16 + n));
const counts = `select (select count(*) from voucher) as vouchers, (select count(*) from deduction) as deductions,
  (select count(*) from event) as events`;

test(
  'INV-23 INV-84 16 charges of 100 yuan race in four processes: exactly five are reserved, 100 rounds on PostgreSQL',
  { timeout: 180_000 },
  async () => {
    const rounds = 100;
    // All of them open and migrate the new database at the same moment.
    const processes = await Promise.all(Array.from({ length: 4 }, () => startStorageProcess(url)));
    const store = await openPostgresStorage(postgresOptions(url));
    try {
      const sent: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await putRacers(store.storage, salesOf(round));
        const reports = await Promise.all(
          processes.map(({ ask }, index) =>
            ask({ type: 'race', purse: `purse-${round}`, sales: [0, 1, 2, 3].map((n) => round * 16 + index * 4 + n) }),
          ),
        );
        sent.push(reports.reduce((sum, report) => sum + (report.type === 'raced' ? report.sent : 0), 0));
      }
      expect(sent).toEqual(Array.from({ length: rounds }, () => 5));
    } finally {
      await Promise.all(processes.map(({ stop }) => stop()));
      await store.close();
    }
  },
);

test('INV-81 backends killed in the middle of transactions: all that was acknowledged is there, whole', async () => {
  const store = await openPostgresStorage(postgresOptions(url));
  const acknowledged = new Set<number>();
  const over = new AbortController();
  let [next, kills] = [0, 0];
  const writer = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const done = await acceptNumbered(store.storage, (next += 1));
      if (E.isRight(done)) acknowledged.add(done.right);
    }
  };
  const nemesis = async (): Promise<void> => {
    while (kills < 60) {
      const found = await rowsOf(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'facepay' and xact_start is not null limit 2`,
      );
      kills += found.length;
      await sleep(10);
    }
    over.abort();
  };
  await Promise.all([nemesis(), ...Array.from({ length: 12 }, writer)]);
  await store.close();
  const stored = new Set((await rowsOf(url, 'select key from deduction')).map(({ key }) => key));
  expect([...acknowledged].filter((n) => !stored.has(deductionNumbered(n).id))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(60);
  const size = String(stored.size);
  expect(await rowsOf(url, counts)).toEqual([{ vouchers: size, deductions: size, events: size }]);
});

test('INV-83 a commit whose answer was lost: the same work runs again, finds its own and changes nothing', async () => {
  const proxy = await startCommitProxy(url);
  const store = await openPostgresStorage(postgresOptions(proxy.url));
  const [sale = deductionNumbered(0)] = salesOf(0);
  await putRacers(store.storage, [sale]);
  proxy.cutCommits(1);
  expect(await store.storage.transact(reserveWork(sale, 'purse'))()).toEqual(E.right('sent-before'));
  expect(proxy.cuts()).toBe(1);
  const purse = await store.reads.find(school, ref('spending', 'purse'))();
  expect(E.isRight(purse) ? purse.right?.open : purse).toHaveLength(1);
  proxy.cutCommits(10);
  const done = await Promise.all(Array.from({ length: 40 }, (_, n) => acceptNumbered(store.storage, n + 1)));
  expect(done.filter(E.isLeft)).toEqual([]);
  expect(proxy.cuts()).toBe(11);
  expect(await rowsOf(url, counts)).toEqual([{ vouchers: '40', deductions: '41', events: '41' }]);
  await store.close();
  await proxy.close();
});

test('a server out of reach is said to be unavailable, and the store works again when it is back', async () => {
  const proxy = await startCommitProxy(url);
  const store = await openPostgresStorage({ ...postgresOptions(proxy.url), sleep: () => sleep(1) });
  proxy.cutAll();
  const refused = await Promise.all([acceptNumbered(store.storage, 1), store.reads.find(school, ref('member', 'x'))()]);
  for (const one of refused) expect(one).toMatchObject({ left: { type: 'StoreUnavailable' } });
  proxy.heal();
  expect(await acceptNumbered(store.storage, 1)).toEqual(E.right(1));
  await store.close();
  await proxy.close();
});
