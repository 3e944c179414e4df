import type { DeclineCause } from '@facepay/domain';

/** What every row of the decision table says to people: the sentence and where it comes from. */
export interface Documented {
  readonly means: string;
  /** Of `k12-wire.md`, with its mark of confidence. */
  readonly source: string;
}

/** How a code of a refusal is read; what is done then is the domain's to say (`actions.ts` there). */
export type CodeReading =
  | 'AlreadyPaid'
  | 'Closed'
  | 'NotFound'
  | 'Insufficient'
  | 'CredentialRefused'
  /** The request was refused, so it charged nothing. */
  | 'Refused'
  /** Nothing is known of the order by it: it may have been charged. */
  | 'ProvesNothing';
export interface CodeRow extends Documented {
  readonly http: string;
  readonly code: string;
  /** Only if WeChat's words contain this; the one place where words decide, as one code has several causes. */
  readonly words?: string;
  readonly onSend: CodeReading;
  readonly onQuery: CodeReading;
}

/**
 * Codes of 申请扣款 and 查单, first match wins (`k12-wire.md` §1.4, §6.4). HTTP 429 and 5xx prove nothing whatever their code
 * is, and never come here; their codes have rows for the day on which one comes with another status.
 */
export const codeRows: readonly CodeRow[] = [
  {
    http: '400',
    code: 'RESOURCE_ALREADY_EXISTS',
    onSend: 'AlreadyPaid',
    onQuery: 'ProvesNothing',
    means: 'The order is paid already; only the query settles it (INV-11).',
    source: '§6.4 [sdk]',
  },
  {
    http: '400',
    code: 'ORDER_CLOSED',
    onSend: 'Closed',
    onQuery: 'Closed',
    means: 'The order is dead; a new number, but only after a query proves that nobody paid (INV-7).',
    source: '§6.4 [sdk]',
  },
  ...['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS', 'NOT_FOUND'].map((code): CodeRow => ({
    http: '404',
    code,
    onSend: 'Refused',
    onQuery: 'NotFound',
    means:
      'Asked for: WeChat never had the order. Sent: an early reading was "over the limit"; nothing was charged by it, and the same request would meet it again.',
    source: code === 'ORDER_NOT_EXIST' ? '§1.4, §6.4 [sdk, superseded]' : '§1.4, §11 [inferred]',
  })),
  ...['NOT_ENOUGH', 'NOTENOUGH'].map((code): CodeRow => ({
    http: '403',
    code,
    onSend: 'Insufficient',
    onQuery: 'ProvesNothing',
    means: 'The payer has too little; sibling products say so by a code, K12 by an `error_type`.',
    source: '§1.4 [doc: EDU]',
  })),
  {
    http: '400',
    code: 'INVALID_REQUEST',
    words: '扣款凭证', // 扣款凭证不合法, 参数内容和扣款凭证内容不一致, …已过期, …已被使用
    onSend: 'CredentialRefused',
    onQuery: 'ProvesNothing',
    means:
      'The credential is damaged, too old, used, or speaks of another merchant or amount than the request (INV-21).',
    source: '§6.4 [field]',
  },
  {
    http: '400',
    code: 'INVALID_REQUEST',
    onSend: 'Refused',
    onQuery: 'ProvesNothing',
    means: 'Well-formed, and against a rule: other parameters under one number, a sixth attempt of the day.',
    source: '§1.4 [field], §6.5 [assumed]',
  },
  {
    http: '400',
    code: 'PARAM_ERROR',
    onSend: 'Refused',
    onQuery: 'ProvesNothing',
    means: 'A parameter is malformed or missing: a fault of ours.',
    source: '§1.4, §6.4 [sdk]',
  },
  {
    http: '401',
    code: 'SIGN_ERROR',
    onSend: 'Refused',
    onQuery: 'ProvesNothing',
    means: 'Our signature did not verify: keys or clock (FAQ 3.2).',
    source: '§1.4, §6.4 [sdk]',
  },
  {
    http: '403',
    code: 'NO_AUTH',
    onSend: 'Refused',
    onQuery: 'ProvesNothing',
    means: 'The merchant lacks the permission for this product; operations must ask for it.',
    source: '§1.4 [doc: EDU]',
  },
  ...['RATELIMIT_EXCEEDED', 'FREQUENCY_LIMITED'].map((code): CodeRow => ({
    http: '429',
    code,
    onSend: 'ProvesNothing',
    onQuery: 'ProvesNothing',
    means: 'Too fast: back off (INV-34). What became of the request is unknown (INV-9).',
    source: code === 'FREQUENCY_LIMITED' ? '§1.4 [doc: PSC]' : '§1.4 [doc: EDU]',
  })),
  {
    http: '500',
    code: 'SYSTEM_ERROR',
    onSend: 'ProvesNothing',
    onQuery: 'ProvesNothing',
    means: 'A fault of the server: it may have charged all the same. Queried first, then the same bytes again.',
    source: '§1.4, §6.4 [sdk]',
  },
];

/** `error_type` of a `PAYERROR`: an open set (`k12-wire.md` §6.4). */
export interface ErrorTypeRow extends Documented {
  readonly errorType: string;
  readonly cause: DeclineCause;
}
export const errorTypeRows: readonly ErrorTypeRow[] = [
  ...['NOTENOUGH', 'NOT_ENOUGH'].map((errorType): ErrorTypeRow => ({
    errorType,
    cause: 'insufficient',
    means: 'The payer has too little, and WeChat did not advance it. The parents are told; never in the word "debt".',
    source: '§6.4 [sdk]',
  })),
  {
    errorType: 'RISK',
    cause: 'risk',
    means: 'Wrong place or time, says the risk control: neither charged nor advanced (FAQ Q5).',
    source: '§6.4 [assumed], §6.1 [seed]',
  },
  {
    errorType: 'USER_DISABLED',
    cause: 'user-disabled',
    means: 'Frozen for too many unpaid advances, or disabled (FAQ 2.2, Q5); waits until the user is enabled.',
    source: '§6.4 [assumed]',
  },
  {
    errorType: 'NOT_CONTRACTED',
    cause: 'not-contracted',
    means: 'No contract is in force; waits for a signing and a person (INV-38).',
    source: '§6.4 [assumed]',
  },
  {
    errorType: 'OVER_LIMIT',
    cause: 'over-limit',
    means: 'Above 100 yuan a charge or 500 yuan a day (FAQ 5.7), or 1 yuan of a test merchant (FAQ 5.1).',
    source: '§6.4 [assumed], §6.6 [seed]',
  },
  {
    errorType: '',
    cause: 'other',
    means: 'Failed, and WeChat does not say why.',
    source: '§5.14: `error_type` is optional [sdk]',
  },
];
