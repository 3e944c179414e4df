import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Rig, startRig } from '../rig/start-rig.ts';
import { auditMoney, listDeductions } from '../support/audit-money.ts';
import { rowsOf } from '../support/databases.ts';
import { createMintingDevice, enrolDevice, type MintingDevice } from '../support/minting-device.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

// Runs once: brings up a PostgreSQL of its own, which flushes to disk. `kill-processes` is about SQLite.

const pupilsTotal = 12;
const mealsEach = 5;
const vouchersTotal = pupilsTotal * mealsEach;

let postgres: TestPostgres;
let rig: Rig;
let counter: MintingDevice;

/** On a server that flushes to disk: our processes refuse any other. */
beforeAll(async () => {
  postgres = await startPostgres({ durable: true });
  rig = await startRig({ databaseUrl: postgres.url });
  const pupils: Pupil[] = [];
  for (let number = 1; number <= pupilsTotal; number += 1) pupils.push(await rig.signUp(number));
  const { organizationId, control, merchant, emulator } = rig;
  const now = emulator.clock.now;
  counter = createMintingDevice({ deviceId: 'd1', organizationId, subMchid: merchant.subMchid, control, now });
  await enrolDevice(rig.api, counter, organizationId);
  for (let meal = 0; meal < mealsEach; meal += 1)
    for (const pupil of pupils) await counter.mint({ pupil, amountFen: 600 + 37 * meal });
}, 180_000);
afterAll(async () => {
  await rig.close();
  await postgres.stop();
});

/** The same bytes again and again, until each is acknowledged. */
const uploadAll = async (): Promise<void> => {
  for (let inARow = 0; counter.pending().length > 0;)
    try {
      await counter.upload(rig.serverUrl(), counter.pending().slice(0, 5));
      inARow = 0;
    } catch (cause) {
      inARow += 1;
      if (inARow > 1_000) throw new Error('the server never came back', { cause });
      await sleep(50);
    }
};
const charged = (): number => rig.emulator.emulator.ledger().totals.successes;
const deductions = () => listDeductions(rig.api, rig.organizationId);
const endBackends = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'facepay'`;

test('INV-5, INV-83: meals on PostgreSQL, while worker, server and backends are killed: each is charged once', async () => {
  const uploaded = uploadAll();
  let ended = 0;
  for (const app of ['worker', 'server', 'worker'] as const) {
    const before = charged();
    await until('a meal to be charged', async () => charged() > before || charged() === vouchersTotal, {
      withinMs: 60_000,
      everyMs: 20,
    });
    ended += (await rowsOf(postgres.url, endBackends)).length;
    await rig.killAndRestart(app);
  }
  await uploaded;
  expect(ended).toBeGreaterThan(0);
  // Dead holders' leases (30 s) and requests that never arrived (70 s) end sooner on a faster clock.
  await rig.control('POST', '/_emulator/clock', { speed: 10 });
  await until(
    'every deduction to be settled',
    async () => (await deductions()).every(({ state }) => state === 'paid'),
    { withinMs: 150_000, everyMs: 500 },
  );
  const found = await deductions();
  const minted = counter.minted().map(({ voucher }) => `d1/1/${voucher.sequence}`);
  expect(found.map(({ voucherId }) => voucherId).sort()).toEqual(minted.sort());
  const ledger = rig.emulator.emulator.ledger();
  expect(auditMoney(found, ledger)).toEqual([]);
  expect(ledger.totals).toMatchObject({ orders: vouchersTotal, successes: vouchersTotal });
  expect(rig.emulator.emulator.violations()).toEqual([]);
  expect(await rig.stopApps()).toEqual([0, 0]);
}, 300_000);
