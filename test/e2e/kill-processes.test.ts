import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { haunt, planKills, type Struck } from '../rig/nemesis.ts';
import { type Rig, startRig } from '../rig/start-rig.ts';
import { auditMoney, listDeductions } from '../support/audit-money.ts';
import { countRequests } from '../support/count-requests.ts';
import { createMintingDevice, enrolDevice, type MintingDevice } from '../support/minting-device.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

// Runs once: on SQLite. `kill-postgres` brings up a server of its own that flushes to disk.

const seed = Number(process.env['FACEPAY_KILL_SEED'] ?? 20_260_907);
const pupilsTotal = 50;
const mealsEach = 10;
const vouchersTotal = pupilsTotal * mealsEach;
const batch = 10;

let rig: Rig;
let counter: MintingDevice;

beforeAll(async () => {
  rig = await startRig();
  const pupils: Pupil[] = [];
  for (let number = 1; number <= pupilsTotal; number += 1) pupils.push(await rig.signUp(number));
  const { organizationId, control, merchant, emulator } = rig;
  const now = emulator.clock.now;
  counter = createMintingDevice({ deviceId: 'd1', organizationId, subMchid: merchant.subMchid, control, now });
  await enrolDevice(rig.api, counter, organizationId);
  for (let meal = 0; meal < mealsEach; meal += 1)
    for (const pupil of pupils) await counter.mint({ pupil, amountFen: 600 + 37 * meal });
}, 180_000);
afterAll(() => rig.close());

const acknowledged = (): number => vouchersTotal - counter.pending().length;
const charged = (): number => rig.emulator.emulator.ledger().totals.successes;

/** A terminal with patience: the same bytes again and again, until each is acknowledged. */
const uploadAll = async (): Promise<number> => {
  let [unanswered, inARow] = [0, 0];
  while (counter.pending().length > 0)
    try {
      await counter.upload(rig.serverUrl(), counter.pending().slice(0, batch));
      inARow = 0;
    } catch (cause) {
      [unanswered, inARow] = [unanswered + 1, inARow + 1];
      if (inARow > 1_000) throw new Error('the server never came back', { cause });
      await sleep(50);
    }
  return unanswered;
};

const deductions = () => listDeductions(rig.api, rig.organizationId);

test(`kill -9 of worker and server while 500 vouchers are under way (seed ${seed})`, async () => {
  const asked = await countRequests(rig.control, '/v3/offlineface/transactions/out-trade-no/');
  const plan = planKills(seed, { worker: 5, server: 5 });
  const progressOf = { worker: () => charged() / vouchersTotal, server: () => acknowledged() / vouchersTotal };
  const haunting = Promise.all([
    haunt(
      rig,
      plan.filter(({ app }) => app === 'worker'),
      progressOf.worker,
    ),
    haunt(
      rig,
      plan.filter(({ app }) => app === 'server'),
      progressOf.server,
    ),
  ]);
  const [unanswered, kills] = await Promise.all([uploadAll(), haunting]);
  const struck: readonly Struck[] = kills.flat();
  expect(struck).toHaveLength(10);
  // Each struck while there was work, not before it and not after.
  expect(struck.filter(({ at }) => at === 0 || at === 1)).toEqual([]);
  expect(unanswered).toBeGreaterThan(0);

  // Dead holders' leases (30 s) and requests that never arrived (70 s) end sooner on a faster clock.
  await rig.control('POST', '/_emulator/clock', { speed: 10 });
  await until(
    'every deduction to be settled',
    async () => (await deductions()).every(({ state }) => state === 'paid'),
    {
      withinMs: 150_000,
      everyMs: 500,
    },
  );
  expect(await asked()).toBeGreaterThan(0); // some requests were on their way when their worker died
}, 300_000);

test('INV-1, INV-3: none lost: every voucher minted is one deduction, and every acknowledged one is there', async () => {
  const minted = counter.minted().map(({ voucher }) => `d1/1/${voucher.sequence}`);
  const found = await deductions();
  expect(found.map(({ voucherId }) => voucherId).sort()).toEqual(minted.sort());
  expect(counter.pending()).toEqual([]);
});

test('INV-5: none twice: each settled one agrees with the money truth, each credential was charged once', async () => {
  const ledger = rig.emulator.emulator.ledger();
  expect(auditMoney(await deductions(), ledger)).toEqual([]);
  expect(ledger.totals).toMatchObject({ orders: vouchersTotal, successes: vouchersTotal });
  expect(ledger.credentials.filter(({ orders, successes }) => orders !== 1 || successes !== 1)).toEqual([]);
  const sold = counter.minted().reduce((sum, { voucher }) => sum + Number(voucher.amountFen), 0);
  expect(ledger.totals.successFen).toBe(sold);
  expect(rig.emulator.emulator.violations()).toEqual([]);
});

test('both end cleanly when asked, and the file is whole', async () => {
  expect(await rig.stopApps()).toEqual([0, 0]);
  const file = new Database(join(rig.installation.folder, 'facepay.db'), { readonly: true });
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(file.pragma('foreign_key_check')).toEqual([]);
  file.close();
});
