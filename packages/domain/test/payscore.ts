import * as E from 'fp-ts/lib/Either.js';
import type { Fen } from '../src/kernel/fen.ts';
import type { Openid, PayscoreOrderNo } from '../src/kernel/ids.ts';
import { Instant, later, minute } from '../src/kernel/instant.ts';
import {
  defaultPayscorePolicy,
  type LaterWish,
  type PayscoreAnswer,
  type PayscoreBill,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  payscoreOrderDecider,
  type PayscoreReading,
  type PayscoreRules,
  type PayscoreTerms,
  toCompact,
} from '../src/payscore-order/index.ts';

/** 1 September 2026, 12:00 in Beijing. */
const noon = Instant.of(Date.UTC(2026, 8, 1, 4));
export const after = (ms: number): Instant => later(noon, ms);
export const fen = (amount: number): Fen => amount as Fen;
export const rules: PayscoreRules = { ...defaultPayscorePolicy, riskCap: fen(20_000), assessment: 'deposit' };

const terms: PayscoreTerms = {
  no: 'PS-1' as PayscoreOrderNo,
  introduction: '某某酒店',
  payments: [{ name: '就餐费用', description: '每小时100元' }],
  discounts: [],
  riskFund: { name: 'estimate', amount: fen(10_000) },
  times: { start: 'OnAccept' },
  notifyUrl: 'https://api.test.com/notify',
  needsConfirm: true,
};
/** By face: nobody confirms, and we know who it is. */
export const faceTerms: PayscoreTerms = { ...terms, needsConfirm: false, openid: 'oUpF8uMuAJO' as Openid };

export const bill = (total: number): PayscoreBill => ({
  payments: [{ name: '就餐费用', amount: fen(total + 100), count: 2 }],
  discounts: [{ name: '满减', description: '不叠加', amount: fen(100) }],
  total: fen(total),
});
export const complete = (total = 3_900, end = toCompact(after(2 * minute))): LaterWish => ({
  type: 'complete',
  ...bill(total),
  times: { end },
});
export const cancel: LaterWish = { type: 'cancel', reason: '用户投诉' };
export const modify = (total: number): LaterWish => ({ type: 'modify', ...bill(total), reason: '优惠' });
export const sync = (at: Instant): LaterWish => ({ type: 'sync', paidTime: toCompact(at) });

export const created: PayscoreReading = { state: 'created', orderId: '155', package: 'DJIO' };
export const inService: PayscoreReading = { state: 'doing', description: 'user-confirm', orderId: '155' };
export const awaiting = (total = 3_900): PayscoreReading => ({
  state: 'doing',
  description: 'mch-complete',
  total: fen(total),
  needCollection: true,
  collection: { state: 'user-paying', total: fen(total), paying: fen(total), paid: fen(0), details: [] },
});
export const paid = (total = 3_900, by: 'wechat' | 'merchant' = 'wechat'): PayscoreReading => ({
  state: 'done',
  total: fen(total),
  needCollection: true,
  collection: {
    state: 'user-paid',
    total: fen(total),
    paying: fen(0),
    paid: fen(total),
    details: [{ amount: fen(total), by, ...(by === 'wechat' ? { transactionId: '4200' } : {}) }],
  },
});
export const done = { state: 'done', total: fen(0), needCollection: false } as const satisfies PayscoreReading;
export const revoked: PayscoreReading = { state: 'revoked', total: fen(0) };

export const open = (
  change: Partial<PayscoreTerms> = {},
  with_: Partial<PayscoreRules> = {},
): PayscoreOrderCommand => ({
  type: 'OpenPayscoreOrder',
  terms: { ...terms, ...change },
  body: '{"create":1}',
  by: 'pos',
  at: noon,
  rules: { ...rules, ...with_ },
});
export const ask = (wish: LaterWish, ms = 0, body = `{"${wish.type}":1}`): PayscoreOrderCommand => ({
  type: 'AskPayscore',
  wish,
  body,
  by: 'pos',
  at: after(ms),
  rules,
});
export const begin = (ms = 0): PayscoreOrderCommand => ({ type: 'BeginPayscoreAttempt', at: after(ms) });
export const shown = (order: PayscoreReading): PayscoreAnswer => ({ type: 'PayscoreShown', order });
export const answer = (told: PayscoreAnswer, ms = 0): PayscoreOrderCommand => ({
  type: 'RecordPayscoreAnswer',
  answer: told,
  at: after(ms),
  rules,
});
export const query = (told: PayscoreAnswer, ms = 0): PayscoreOrderCommand => ({
  type: 'RecordPayscoreQuery',
  answer: told,
  at: after(ms),
  rules,
});
export const notice = (order: PayscoreReading, ms = 0): PayscoreOrderCommand => ({
  type: 'RecordPayscoreNotice',
  order,
  at: after(ms),
});
export const lose = (ms = 0): PayscoreOrderCommand => ({
  type: 'LosePayscoreAnswer',
  reason: 'timeout',
  at: after(ms),
  rules,
});

/** The order that the commands made; one that is refused fails the test. */
export const given = (...commands: readonly PayscoreOrderCommand[]): PayscoreOrder => {
  const order = commands.reduce<PayscoreOrder | undefined>((now, command) => {
    const decided = payscoreOrderDecider.decide(command, now);
    if (E.isLeft(decided)) throw new Error(`${command.type}: ${JSON.stringify(decided.left)}`);
    return decided.right.reduce(payscoreOrderDecider.evolve, now);
  }, undefined);
  if (order === undefined) throw new Error('no order');
  return order;
};
/** What happens, or the refusal. */
export const when = (order: PayscoreOrder | undefined, command: PayscoreOrderCommand): unknown => {
  const decided = payscoreOrderDecider.decide(command, order);
  return E.isLeft(decided) ? decided.left : decided.right.map(({ type }) => type);
};
export const refused = (order: PayscoreOrder | undefined, command: PayscoreOrderCommand): string => {
  const decided = payscoreOrderDecider.decide(command, order);
  return E.isLeft(decided) ? decided.left.type : 'accepted';
};
/** The field and the rule that are broken. */
export const broken = (order: PayscoreOrder | undefined, command: PayscoreOrderCommand): readonly string[] => {
  const decided = payscoreOrderDecider.decide(command, order);
  return E.isLeft(decided) && decided.left.type === 'PayscoreInvalid' ? [decided.left.field, decided.left.rule] : [];
};

/** Orders as they stand in each row of the state table. */
export const stories = {
  requested: [open()],
  created: [open(), begin(), answer(shown(created))],
  'in-service': [open(), begin(), answer(shown(created)), notice(inService, minute)],
  'awaiting-payment': [
    open(),
    begin(),
    answer(shown(created)),
    notice(inService, minute),
    ask(complete(3_900, toCompact(after(2 * minute))), 3 * minute),
    begin(3 * minute),
    answer(shown(awaiting()), 3 * minute),
  ],
} as const satisfies Record<string, readonly PayscoreOrderCommand[]>;
export const orders = {
  requested: given(...stories.requested),
  created: given(...stories.created),
  'in-service': given(...stories['in-service']),
  'awaiting-payment': given(...stories['awaiting-payment']),
  done: given(...stories['awaiting-payment'], notice(paid(), 4 * minute)),
  revoked: given(...stories.created, query(shown(revoked), minute)),
  expired: given(...stories.created, query(shown({ state: 'expired' }), minute)),
  refused: given(
    open(),
    begin(),
    answer({ type: 'PayscoreRefused', next: 'give-up', code: 'INVALID_REQUEST', words: '综合评估未通过' }),
  ),
} as const;
