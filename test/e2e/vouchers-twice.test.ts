import type { SignedVoucher } from '@facepay/device-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditMoney, listDeductions } from '../support/audit-money.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import type { MintingDevice } from '../support/minting-device.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { openCounter } from '../support/serve-meals.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

const vouchersTotal = 1_000;
const batch = 50;
const pupilsTotal = 50;

let canteen: Canteen;
let proxy: CuttingProxy;
let counter: MintingDevice;
let vouchers: readonly SignedVoucher[];

beforeAll(async () => {
  canteen = await openCanteen();
  const pupils: Pupil[] = [];
  for (let number = 1; number <= pupilsTotal; number += 1) pupils.push(await canteen.signUp(number));
  counter = await openCounter(canteen, 'd1');
  // Twenty meals a pupil, 180 yuan together: no limit plays a part.
  for (let number = 0; number < vouchersTotal; number += 1) {
    const pupil = pupils[number % pupilsTotal];
    if (pupil !== undefined) await counter.mint({ pupil, amountFen: 800 + (number % 200) });
  }
  vouchers = counter.minted();
  proxy = await startCuttingProxy(canteen.server.url);
}, 240_000);
afterAll(async () => {
  await proxy.close();
  await canteen.close();
});

/** Every batch once; those that got no answer are counted, not repeated. */
const uploadAll = async (cutEverySecond: boolean) => {
  const statuses: string[] = [];
  let unanswered = 0;
  for (let at = 0; at < vouchersTotal; at += batch) {
    const cut = cutEverySecond && (at / batch) % 2 === 1;
    // Half of a batch's answer: the server stored all of it, the terminal cannot read any of it.
    proxy.cutAfterAnswerBytes(cut ? 8 * 1024 : undefined);
    try {
      const results = await counter.upload(proxy.url, vouchers.slice(at, at + batch));
      statuses.push(...results.map(({ status }) => status));
    } catch {
      unanswered += 1;
    }
  }
  return { statuses, unanswered };
};

const count = (texts: readonly string[]) =>
  Object.fromEntries([...new Set(texts)].map((text) => [text, texts.filter((one) => one === text).length]));

test('BAD-53 1,000 vouchers uploaded twice, half of the answers cut: 1,000 deductions, each once in the money truth', async () => {
  const first = await uploadAll(true);
  expect(first.unanswered).toBe(10);
  expect(count(first.statuses)).toEqual({ accepted: 500 });
  expect(proxy.cuts()).toBeGreaterThanOrEqual(10);
  expect(counter.pending()).toHaveLength(500); // nothing is let go of without an acknowledgement (INV-2)

  const second = await uploadAll(false);
  expect(second).toMatchObject({ unanswered: 0 });
  expect(count(second.statuses)).toEqual({ duplicate: 1_000 }); // stored before their answers were cut
  expect(counter.pending()).toEqual([]);

  const { api, organizationId, emulator } = canteen;
  await until(
    'every deduction to be paid',
    async () => (await listDeductions(api, organizationId)).every(({ state }) => state === 'paid'),
    { withinMs: 240_000, everyMs: 1_000 },
  );
  const deductions = await listDeductions(api, organizationId);
  const ledger = emulator.emulator.ledger();
  expect(deductions).toHaveLength(vouchersTotal);
  expect(new Set(deductions.map(({ voucherId }) => voucherId)).size).toBe(vouchersTotal);
  expect(deductions.map(({ voucherId }) => voucherId).sort()).toEqual(
    vouchers.map(({ voucher }) => `d1/1/${voucher.sequence}`).sort(),
  );
  expect(auditMoney(deductions, ledger)).toEqual([]);
  expect(ledger.totals).toMatchObject({ orders: vouchersTotal, successes: vouchersTotal, concurrentDeducts: 0 });
  expect(ledger.totals.successFen).toBe(vouchers.reduce((sum, { voucher }) => sum + Number(voucher.amountFen), 0));
  expect(ledger.credentials.every(({ orders, successes }) => orders === 1 && successes === 1)).toBe(true);
  expect(emulator.emulator.violations()).toEqual([]);
}, 360_000);

test('a third time changes nothing; the acknowledgements are the very same', async () => {
  const some = vouchers.slice(0, 3);
  const [one, two] = [await counter.upload(proxy.url, some), await counter.upload(proxy.url, some)];
  expect(one).toEqual(two);
  expect(one.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(canteen.emulator.emulator.ledger().totals.orders).toBe(vouchersTotal);
});
