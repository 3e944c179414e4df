import type { Documented } from './decision-rows.ts';

/** What is done about a refused request; of queries and authorisations see `docs/payscore-errors.md`. */
type PayscoreAction =
  /** Nothing is proved: the same bytes again, after a query. */
  | 'same-bytes-later'
  /** A deduction is running: wait, then the same bytes again (INV-80). */
  | 'wait-and-repeat'
  /** The order may stand otherwise than we believe; a query decides. */
  | 'query'
  /** Nothing was taken in, and a repeat will not be. */
  | 'give-up'
  /** WeChat has no such order, or authorisation. */
  | 'not-there';

export interface PayscoreRow extends Documented {
  readonly http: string;
  readonly code: string;
  /** Only if WeChat's words contain one of these, or the Request-ID ends in one of `tails`: one code has several causes. */
  readonly words?: readonly string[];
  readonly tails?: readonly string[];
  readonly action: PayscoreAction;
}

const bad = { http: '400', source: '§13 [doc]' } as const;

/** Codes of every Pay Score call, first match wins (`payscore-wire.md` §13). A code without a row: unknown, query, alarm. */
export const payscoreRows: readonly PayscoreRow[] = [
  ...['PARAM_ERROR', 'INVALID_REQUEST', 'INVALID_ORDER_STATE'].map((code): PayscoreRow => ({
    http: '400',
    code,
    words: ['扣款中', '收款结果不明'],
    tails: ['271316754'],
    action: 'wait-and-repeat',
    means: 'The user is in the cashier, or a deduction is running: neither done nor failed.',
    source: code === 'PARAM_ERROR' ? '§6, §13 [doc]' : '§13 [assumed]',
  })),
  ...['PARAM_ERROR', 'INVALID_REQUEST'].map((code): PayscoreRow => ({
    http: '400',
    code,
    words: ['重入'],
    tails: ['271316598'],
    action: 'query',
    means: 'The number was used with other parameters: what WeChat has taken in decides.',
    source: '§8 [doc]',
  })),
  {
    ...bad,
    code: 'PARAM_ERROR',
    words: ['订单状态', '待支付'],
    tails: ['271316592', '271316657', '271302262', '271302332', '271302333'],
    action: 'query',
    means: 'Wrong state under the code of a wrong parameter, as cancel answers where a deduction was begun.',
    source: '§6, §13 [sdk]',
  },
  {
    ...bad,
    code: 'PARAM_ERROR',
    action: 'give-up',
    means: 'A wrong value, sum or time: a fault of ours.',
  },
  {
    ...bad,
    code: 'INVALID_REQUEST',
    words: ['综合评估未通过', '青少年', '逾期'],
    tails: ['271300099', '271299627', '268560785'],
    action: 'give-up',
    means: 'Assessment failed, an overdue order, or teen mode: this user pays in the ordinary way.',
    source: '§13 [doc], [sdk]',
  },
  {
    ...bad,
    code: 'INVALID_REQUEST',
    words: ['未开启服务'],
    action: 'give-up',
    means: 'The user has not authorised the service: ask for it.',
    source: '§10.3, §13 [sdk]',
  },
  {
    ...bad,
    code: 'INVALID_REQUEST',
    action: 'query',
    means: 'Against a rule of the business, mostly of the state: the same as INVALID_ORDER_STATE.',
  },
  { ...bad, code: 'INVALID_ORDER_STATE', action: 'query', means: 'Wrong state.' },
  { ...bad, code: 'ORDER_CANCELED', action: 'query', means: 'Cancelled already; the query says so, too.' },
  { ...bad, code: 'ORDER_DONE', action: 'query', means: 'Finished already; the query says how.' },
  {
    http: '401',
    code: 'SIGN_ERROR',
    action: 'give-up',
    means: 'Our signature did not verify: keys or clock. A person must look.',
    source: '§13 [doc]',
  },
  {
    http: '403',
    code: 'NO_AUTH',
    action: 'give-up',
    means: 'Binding, permission of the product, confirm against no-confirm, or a user who has not authorised.',
    source: '§13 [doc]',
  },
  {
    http: '404',
    code: 'ORDER_NOT_EXIST',
    action: 'not-there',
    means: 'No such order; of an authorisation "never", which is not UNAVAILABLE. Compared without blanks.',
    source: '§10.2, §13 [doc]',
  },
  ...['FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED'].map((code): PayscoreRow => ({
    http: '429',
    code,
    action: 'same-bytes-later',
    means: 'Too fast: back off (INV-34).',
    source: code === 'FREQUENCY_LIMITED' ? '§13 [doc]' : '`v3-rules.md` §8',
  })),
  {
    http: '500',
    code: 'SYSTEM_ERROR',
    action: 'same-bytes-later',
    means: 'A fault of the server: it may have taken the request in all the same.',
    source: '§13 [doc]',
  },
];
