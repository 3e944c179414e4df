import type { DeclineCause, DeductionAnswer, WechatFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { WechatAnswer } from './client.ts';
import { type CodeReading, codeRows, errorTypeRows } from './decision-rows.ts';
import { refused as aboutTheQuestion, unknown } from './failure.ts';

type Refused = Extract<WechatAnswer, { type: 'Refused' }>;
type Reading = E.Either<WechatFailure, DeductionAnswer>;

/** A verified refusal of 申请扣款, by the table; a code without a row is not understood. */
export const answerToRefusedSend = (refused: Refused): Reading => {
  const row = rowOf(refused);
  if (row === undefined) return E.right(notUnderstood(refused.code));
  return row.onSend === 'ProvesNothing' ? E.left(unknown(row.code, refused.trace)) : E.right(read(row.onSend, refused));
};

/** A verified refusal of 查单; left where it is about the question, not about the order. */
export const answerToRefusedQuery = (refused: Refused): Reading => {
  const row = rowOf(refused);
  if (row === undefined) return E.right(notUnderstood(refused.code));
  return row.onQuery === 'ProvesNothing'
    ? E.left(aboutTheQuestion(refused.trace))
    : E.right(read(row.onQuery, refused));
};

const rowOf = ({ code, words }: Refused) =>
  codeRows.find((row) => row.code === code && words.includes(row.words ?? ''));

const read = (reading: Exclude<CodeReading, 'ProvesNothing'>, { code, words }: Refused): DeductionAnswer => {
  switch (reading) {
    case 'AlreadyPaid':
    case 'Closed':
    case 'NotFound':
      return { type: reading };
    case 'Insufficient':
      return { type: 'Declined', cause: 'insufficient', code };
    case 'CredentialRefused':
      return { type: 'CredentialRefused', words };
    case 'Refused':
      return { type: 'Refused', code, words };
  }
};

/** Bounded: it becomes part of a reason. */
export const notUnderstood = (word: string): DeductionAnswer => ({ type: 'NotUnderstood', word: word.slice(0, 64) });

/**
 * A `PAYERROR` with this `error_type`. One that we do not know is asked about first, with an alarm; where the query says
 * `PAYERROR` again, the state decides: failed, for a reason of WeChat's own.
 */
export const declined = (errorType: string, asked: 'send' | 'query'): DeductionAnswer => {
  const row = errorTypeRows.find((one) => one.errorType === errorType);
  if (row === undefined && asked === 'send') return notUnderstood(`error_type ${errorType}`);
  const cause: DeclineCause = row?.cause ?? 'other';
  return { type: 'Declined', cause, code: errorType.slice(0, 64) };
};
