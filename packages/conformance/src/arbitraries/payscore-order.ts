import {
  defaultPayscorePolicy,
  type Fen,
  type LaterWish,
  later,
  minute,
  type PayscoreAnswer,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  payscoreOrderDecider,
  type PayscoreReading,
  type PayscoreRules,
  type PayscoreTerms,
  toCompact,
} from '@facepay/domain';
import fc from 'fast-check';
import { anyAmount, anyHex, anyInstant, anyOpenid, anyPayscoreOrderNo } from './kernel.ts';
import { reached } from './reached.ts';

const rules: PayscoreRules = { ...defaultPayscorePolicy, riskCap: 20_000 as Fen, assessment: 'refuse' };

/** Terms that may leave: with confirmation, or without and for somebody. */
export const anyPayscoreTerms: fc.Arbitrary<PayscoreTerms> = fc
  .record({
    no: anyPayscoreOrderNo,
    introduction: fc.constantFrom('充电宝', '某某酒店', '🍜🍜'),
    payments: fc.constantFrom(
      [],
      [{ name: '收费标准', description: '每小时 2 元' }],
      [
        { name: '商品信息', amount: 100 as Fen, count: 3 },
        { name: '商品信息', amount: 0 as Fen },
      ],
    ),
    discounts: fc.constantFrom([], [{ name: '满20减1元', description: '不与其他优惠叠加' }]),
    riskFund: fc.record({ name: fc.constant('estimate' as const), amount: anyAmount }),
    notifyUrl: fc.constant('https://pay.school.example/notify'),
    payer: fc.option(anyOpenid, { nil: undefined }),
    more: fc.constantFrom<Partial<PayscoreTerms>>(
      {},
      { attach: 'a&b', location: { start: '东门' } },
      { device: { start: 'box-1', materialNo: 'm' } },
    ),
  })
  .map(({ payer, more, ...terms }) => ({
    ...terms,
    ...more,
    times: { start: 'OnAccept' },
    needsConfirm: payer === undefined,
    ...(payer === undefined ? {} : { openid: payer }),
  }));

const paid = (total: Fen, by: 'wechat' | 'merchant'): PayscoreReading => ({
  state: 'done',
  total,
  needCollection: true,
  collection: {
    state: 'user-paid',
    total,
    paying: 0 as Fen,
    paid: total,
    details: [{ amount: total, by, ...(by === 'wechat' ? { transactionId: '4200' } : {}) }],
  },
});
const awaiting = (total: Fen): PayscoreReading => ({
  state: 'doing',
  description: 'mch-complete',
  total,
  collection: { state: 'user-paying', total, paying: total, paid: 0 as Fen, details: [] },
});
export const anyPayscoreReading: fc.Arbitrary<PayscoreReading> = fc.oneof(
  anyHex(20).map((text): PayscoreReading => ({ state: 'created', orderId: '0000', package: text })),
  fc.constant<PayscoreReading>({ state: 'doing', description: 'user-confirm' }),
  fc.constantFrom<PayscoreReading>(awaiting(300 as Fen), awaiting(200 as Fen)),
  fc.constantFrom<PayscoreReading>(paid(300 as Fen, 'wechat'), paid(300 as Fen, 'merchant')),
  fc.constantFrom<PayscoreReading>({ state: 'revoked' }, { state: 'expired' }),
);
const anyAnswer: fc.Arbitrary<PayscoreAnswer> = fc.oneof(
  { weight: 5, arbitrary: anyPayscoreReading.map((order): PayscoreAnswer => ({ type: 'PayscoreShown', order })) },
  fc.constantFrom<PayscoreAnswer>(
    { type: 'PayscoreAccepted' },
    { type: 'PayscoreNotFound' },
    { type: 'PayscoreBeingCharged' },
    { type: 'PayscoreRefused', next: 'query', code: 'INVALID_ORDER_STATE', words: '当前订单状态不合法' },
    { type: 'PayscoreRefused', next: 'give-up', code: 'NO_AUTH', words: '商户暂无权限' },
  ),
);

const bill = (total: Fen) => ({ payments: [{ name: '费用', amount: total }], discounts: [], total });
type Step = (at: PayscoreOrder['movedAt']) => PayscoreOrderCommand;
const wished =
  (wish: (at: PayscoreOrder['movedAt']) => LaterWish): Step =>
  (at) => ({ type: 'AskPayscore', wish: wish(at), body: '{}', by: 'office', at, rules });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>((at) => ({ type: 'BeginPayscoreAttempt', at })) },
  fc.constantFrom<Step>(
    wished((at) => ({ type: 'complete', ...bill(300 as Fen), times: { end: toCompact(at) } })),
    wished(() => ({ type: 'cancel', reason: '客人走了' })),
    wished(() => ({ type: 'modify', ...bill(200 as Fen), reason: '优惠' })),
    wished((at) => ({ type: 'sync', paidTime: toCompact(at) })),
    (at) => ({ type: 'RenewPayscorePackage', by: 'office', at, rules }),
    (at) => ({ type: 'LosePayscoreAnswer', reason: 'timeout', at, rules }),
  ),
  {
    weight: 3,
    arbitrary: anyAnswer.map((answer): Step => (at) => ({ type: 'RecordPayscoreAnswer', answer, at, rules })),
  },
  {
    weight: 2,
    arbitrary: anyAnswer.map((answer): Step => (at) => ({ type: 'RecordPayscoreQuery', answer, at, rules })),
  },
  anyPayscoreReading.map((order): Step => (at) => ({ type: 'RecordPayscoreNotice', order, at })),
);

const answered =
  (order: PayscoreReading): Step =>
  (at) => ({ type: 'RecordPayscoreAnswer', answer: { type: 'PayscoreShown', order }, at, rules });
const noticed =
  (order: PayscoreReading): Step =>
  (at) => ({ type: 'RecordPayscoreNotice', order, at });
const begin: Step = (at) => ({ type: 'BeginPayscoreAttempt', at });
const completing: Step = (at) => ({
  type: 'AskPayscore',
  wish: { type: 'complete', ...bill(300 as Fen), times: { end: toCompact(at) } },
  body: '{}',
  by: 'pos',
  at,
  rules,
});
const syncing: Step = (at) => ({
  type: 'AskPayscore',
  wish: { type: 'sync', paidTime: toCompact(at) },
  body: '{}',
  by: 'pos',
  at,
  rules,
});
/** What usually happens; by itself chance would hardly ever get as far as a payment. */
const plots: readonly (readonly Step[])[] = [
  [
    begin,
    answered({ state: 'doing', description: 'user-confirm' }),
    completing,
    begin,
    answered(awaiting(300 as Fen)),
    syncing,
    begin,
    answered(paid(300 as Fen, 'merchant')),
    noticed(paid(300 as Fen, 'wechat')),
    noticed(paid(300 as Fen, 'wechat')),
  ],
  [begin, answered({ state: 'created' }), noticed({ state: 'doing', description: 'user-confirm' }), completing, begin],
  [],
];

/** A create, and what may come then, legal or not, two minutes apart. */
export const anyPayscoreStory: fc.Arbitrary<readonly PayscoreOrderCommand[]> = fc
  .tuple(
    anyPayscoreTerms,
    anyInstant,
    fc.constantFrom(...plots),
    fc.array(fc.array(anyStep, { maxLength: 2, size: 'xsmall' }), { minLength: 11, maxLength: 11 }),
    fc.array(anyStep, { maxLength: 10 }),
    fc.boolean(),
  )
  .map(([terms, from, plot, between, rest, isQuiet]) => {
    const steps = [...plot.flatMap((step, n) => (isQuiet ? [step] : [...(between[n] ?? []), step])), ...rest];
    return [
      { type: 'OpenPayscoreOrder', terms, body: '{"a":1}', by: 'pos', at: from, rules },
      ...steps.map((step, n) => step(later(from, (n + 1) * 2 * minute))),
    ];
  });

/** As some commands make it, so only what can really be stored, with any place in the queue. */
export const anyPayscoreOrder: fc.Arbitrary<PayscoreOrder> = fc
  .tuple(
    anyPayscoreStory,
    fc.record(
      { dueAt: anyInstant, leaseUntil: anyInstant, fence: fc.nat({ max: 1_000 }) },
      { requiredKeys: ['fence'] },
    ),
  )
  .map(([commands, place]) => ({ ...reached(payscoreOrderDecider, commands), ...place }));
