import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditMoney, listDeductions } from '../support/audit-money.ts';
import type { MintingDevice } from '../support/minting-device.ts';
import { type Canteen, openCanteen, startWorking } from '../support/open-canteen.ts';
import { openCounter } from '../support/serve-meals.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

const counters: MintingDevice[] = [];
let canteen: Canteen;
let more: readonly { readonly stop: () => Promise<void> }[];
beforeAll(async () => {
  canteen = await openCanteen();
  more = [startWorking(canteen.composed), startWorking(canteen.composed)];
  for (let number = 1; number <= 16; number += 1) counters.push(await openCounter(canteen, `d${number}`));
}, 120_000);
afterAll(async () => {
  for (const { stop } of more) await stop();
  await canteen.close();
});

const salesOf = async ({ outUserId }: Pupil) =>
  (await listDeductions(canteen.api, canteen.organizationId)).filter((sale) => sale.outUserId === outUserId);
const decided = (pupil: Pupil, count: number) =>
  until(`${count} sales to be decided`, async () => {
    const sales = await salesOf(pupil);
    return sales.length === count && sales.every(({ state }) => state === 'paid' || state === 'held');
  });
const upload = (counter: MintingDevice) => counter.upload(canteen.server.url, counter.pending());
const sell = async (pupil: Pupil, amounts: readonly number[]): Promise<void> => {
  for (const [index, amountFen] of amounts.entries()) await counters[index]?.mint({ pupil, amountFen });
  await Promise.all(counters.slice(0, amounts.length).map(upload));
};

test('BAD-60 INV-23 16 charges of 100 yuan at 16 counters at once, three workers: five are paid, eleven held', async () => {
  const pupil = await canteen.signUp(1);
  await sell(
    pupil,
    Array.from({ length: 16 }, () => 10_000),
  );
  await decided(pupil, 16);
  const states = (await salesOf(pupil)).map(({ state, reason }) => (state === 'held' ? `held ${reason}` : state));
  expect(states.toSorted()).toEqual([
    ...Array.from({ length: 11 }, () => 'held limit'),
    ...Array.from({ length: 5 }, () => 'paid'),
  ]);
  const { orders, totals } = canteen.emulator.emulator.ledger();
  expect([orders.length, totals.successFen]).toEqual([5, 50_000]); // nothing above the limit was ever asked for
});

test('BAD-59 exactly the day limit is paid, one fen above it is held, whatever comes first', async () => {
  const [exact, above] = [await canteen.signUp(2), await canteen.signUp(3)];
  await sell(exact, [10_000, 10_000, 10_000, 10_000, 9_999, 1]);
  await sell(above, [10_000, 10_000, 10_000, 10_000, 9_999]);
  await decided(exact, 6);
  await decided(above, 5);
  await sell(above, [2]);
  await decided(above, 6);
  expect((await salesOf(exact)).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'paid'));
  expect((await salesOf(above)).filter(({ state }) => state === 'held')).toMatchObject([
    { amountFen: 2, reason: 'limit' },
  ]);
  const all = await listDeductions(canteen.api, canteen.organizationId);
  expect(auditMoney(all, canteen.emulator.emulator.ledger())).toEqual([]);
  expect(canteen.emulator.emulator.violations()).toEqual([]);
});
