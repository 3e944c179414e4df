import type { DeclineCause, DeductionAnswer } from '@facepay/domain';
import type { WechatAnswer } from './client.ts';

type Refused = Extract<WechatAnswer, { type: 'Refused' }>;
interface Row {
  readonly code: string;
  /** Only if WeChat's words contain this; the one place where words decide, as one code has several causes. */
  readonly words?: string;
  readonly onSend: (refused: Refused) => DeductionAnswer;
  /** Absent: says nothing about the order. */
  readonly onQuery?: (refused: Refused) => DeductionAnswer;
}

const alreadyPaid = (): DeductionAnswer => ({ type: 'AlreadyPaid' });
const closed = (): DeductionAnswer => ({ type: 'Closed' });
const notFound = (): DeductionAnswer => ({ type: 'NotFound' });
const insufficient = ({ code }: Refused): DeductionAnswer => ({ type: 'Declined', cause: 'insufficient', code });
const credentialRefused = ({ words }: Refused): DeductionAnswer => ({ type: 'CredentialRefused', words });
const requestRefused = ({ code, words }: Refused): DeductionAnswer => ({ type: 'Refused', code, words });

/** `k12-wire.md` §6.4 and §1.4, first match wins. A code without a row is a refusal of the request; 429 and 5xx never come here. */
const refusalRows: readonly Row[] = [
  { code: 'RESOURCE_ALREADY_EXISTS', onSend: alreadyPaid },
  { code: 'ORDER_CLOSED', onSend: closed, onQuery: closed },
  { code: 'ORDER_NOT_EXIST', onSend: requestRefused, onQuery: notFound },
  { code: 'RESOURCE_NOT_EXISTS', onSend: requestRefused, onQuery: notFound },
  { code: 'NOT_FOUND', onSend: requestRefused, onQuery: notFound },
  { code: 'NOT_ENOUGH', onSend: insufficient },
  { code: 'NOTENOUGH', onSend: insufficient },
  // 扣款凭证不合法, 参数内容和扣款凭证内容不一致, …已过期, …已被使用
  { code: 'INVALID_REQUEST', words: '扣款凭证', onSend: credentialRefused },
];

const rowOf = ({ code, words }: Refused): Row | undefined =>
  refusalRows.find((row) => row.code === code && words.includes(row.words ?? ''));

/** A verified refusal of 申请扣款: nothing was charged by this request. */
export const answerToRefusedSend = (refused: Refused): DeductionAnswer =>
  (rowOf(refused)?.onSend ?? requestRefused)(refused);

/** A verified refusal of 查单; nothing where it is about the question. */
export const answerToRefusedQuery = (refused: Refused): DeductionAnswer | undefined =>
  rowOf(refused)?.onQuery?.(refused);

/** `error_type` of a `PAYERROR`, an open set (`k12-wire.md` §6.4). */
export const declineCauses: Readonly<Record<string, DeclineCause>> = {
  NOTENOUGH: 'insufficient',
  NOT_ENOUGH: 'insufficient',
  USER_DISABLED: 'user-disabled',
  NOT_CONTRACTED: 'not-contracted',
  OVER_LIMIT: 'over-limit',
  RISK: 'risk',
};

export const declined = (errorType: string): DeductionAnswer => {
  const cause = Object.hasOwn(declineCauses, errorType) ? declineCauses[errorType] : undefined;
  return { type: 'Declined', cause: cause ?? 'other', code: errorType.slice(0, 64) };
};
