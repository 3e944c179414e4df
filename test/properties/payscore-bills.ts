import {
  defaultPayscorePolicy,
  type Fen,
  Instant,
  later,
  minute,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  payscoreOrderDecider,
  type PayscoreOrderNo,
  toCompact,
  type Openid,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';

const noon = Instant.of(Date.UTC(2026, 8, 1, 4));
const rules = { ...defaultPayscorePolicy, riskCap: 2_000 as Fen, assessment: 'deposit' } as const;
const riskAmount = 1_500;

/** An order of 15 yuan at risk, in service since noon; the service's cap is 20 yuan. */
export const orderInService: PayscoreOrder = (() => {
  const openid = 'oUpF8uMuAJO' as Openid;
  const commands: readonly PayscoreOrderCommand[] = [
    {
      type: 'OpenPayscoreOrder',
      terms: {
        no: 'PS-1' as PayscoreOrderNo,
        introduction: '充电宝',
        payments: [],
        discounts: [],
        riskFund: { name: 'estimate', amount: riskAmount as Fen },
        times: { start: 'OnAccept' },
        notifyUrl: 'https://api.test.com',
        needsConfirm: false,
        openid,
      },
      body: '{}',
      by: 'pos',
      at: noon,
      rules,
    },
    { type: 'BeginPayscoreAttempt', at: noon },
    {
      type: 'RecordPayscoreAnswer',
      answer: { type: 'PayscoreShown', order: { state: 'doing', description: 'user-confirm' } },
      at: noon,
      rules,
    },
  ];
  let order: PayscoreOrder | undefined;
  for (const command of commands) {
    const decided = payscoreOrderDecider.decide(command, order);
    if (E.isLeft(decided)) throw new Error(decided.left.type);
    order = decided.right.reduce(payscoreOrderDecider.evolve, order);
  }
  if (order === undefined) throw new Error('no order');
  return order;
})();

export interface AskedBill {
  readonly payments: readonly { readonly amount: number; readonly count: number }[];
  readonly discounts: readonly { readonly amount: number }[];
  readonly total: number;
  readonly assessment: 'deposit' | 'refuse';
  readonly command: PayscoreOrderCommand;
}
/** Around the caps, and right more often than chance would have it. */
export const anyBill: fc.Arbitrary<AskedBill> = fc
  .record({
    payments: fc.array(fc.record({ amount: fc.nat({ max: 900 }), count: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 4,
    }),
    discounts: fc.array(fc.record({ amount: fc.nat({ max: 300 }) }), { maxLength: 2 }),
    off: fc.constantFrom(0, 0, 0, 1, -1),
    whole: fc.option(fc.constantFrom(1_499, 1_500, 1_501, 1_999, 2_000, 2_001), { nil: undefined }),
    assessment: fc.constantFrom('deposit' as const, 'refuse' as const),
  })
  .map(({ payments: some, discounts, off, whole, assessment }) => {
    const spent =
      some.reduce((sum, { amount }) => sum + amount, 0) - discounts.reduce((sum, { amount }) => sum + amount, 0);
    const payments = whole === undefined || whole < spent ? some : [...some, { amount: whole - spent, count: 1 }];
    const total = Math.max(0, (whole === undefined || whole < spent ? spent : whole) + off);
    return { payments, discounts, total, assessment, command: commandOf(payments, discounts, total, assessment) };
  });

/** Stated once more, on purpose not taken from the domain. */
export const mayBeCharged = ({ payments, discounts, total, assessment }: AskedBill): boolean => {
  let sum = 0;
  for (const { amount } of payments) sum += amount;
  for (const { amount } of discounts) sum -= amount;
  return payments.length > 0 && sum >= 0 && sum === total && total <= (assessment === 'deposit' ? riskAmount : 2_000);
};

const commandOf = (
  payments: AskedBill['payments'],
  discounts: AskedBill['discounts'],
  total: number,
  assessment: AskedBill['assessment'],
): PayscoreOrderCommand => ({
  type: 'AskPayscore',
  wish: {
    type: 'complete',
    payments: payments.map(({ amount, count }, n) => ({ name: `费用${n}`, amount: amount as Fen, count })),
    discounts: discounts.map(({ amount }, n) => ({ name: `优惠${n}`, description: '无', amount: amount as Fen })),
    total: total as Fen,
    times: { end: toCompact(later(noon, minute)) },
  },
  body: '{}',
  by: 'pos',
  at: later(noon, 2 * minute),
  rules: { ...rules, assessment },
});
