import {
  notPermittedMark,
  notUnderstoodMark,
  type PayscoreAnswer,
  type WechatFailure,
  type WechatTrace,
} from '@facepay/domain';
import { payscoreCode, requestIdTail, requestIdTails } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { WechatAnswer } from './client.ts';
import { maskedWords } from './masked.ts';
import { refused as aboutTheQuestion, unknown } from './failure.ts';
import { type PayscoreRow, payscoreRows } from './payscore-rows.ts';

type Refused = Extract<WechatAnswer, { type: 'Refused' }>;
type Reading = E.Either<WechatFailure, PayscoreAnswer>;

/** A verified refusal of create, complete, cancel, modify or sync, by the table. */
export const answerToRefusedPayscore = (refusal: Refused): Reading => {
  const row = payscoreRowOf(refusal);
  switch (row?.action) {
    case undefined:
      return E.left(notUnderstood(refusal));
    case 'same-bytes-later':
      return E.left(unknown(payscoreCode(refusal.code), refusal.trace));
    case 'wait-and-repeat':
      return E.right({ type: 'PayscoreBeingCharged' });
    case 'not-there':
      return E.right({ type: 'PayscoreNotFound' });
    case 'query':
    case 'give-up':
      return E.right({
        type: 'PayscoreRefused',
        next: row.action,
        code: payscoreCode(refusal.code),
        words: explained(refusal),
      });
  }
};

/** A verified refusal of the query: about the question, not about the order, unless there is none. */
export const answerToRefusedPayscoreQuery = (refusal: Refused): Reading => {
  const row = payscoreRowOf(refusal);
  if (row === undefined) return E.left(notUnderstood(refusal));
  if (row.action === 'not-there') return E.right({ type: 'PayscoreNotFound' });
  const failure = aboutTheQuestion(refusal.trace);
  const isBarred = row.http === '401' || row.http === '403'; // for a person, for no later query will know more
  return E.left(isBarred ? { ...failure, reason: `${notPermittedMark}${failure.reason}` } : failure);
};

/** Undefined: a code, or a cause, that nobody here knows. */
export const payscoreRowOf = ({ code, words, trace }: Refused): PayscoreRow | undefined => {
  const tail = tailOf(trace);
  return payscoreRows.find((row) => {
    if (row.code !== payscoreCode(code)) return false;
    if (row.words === undefined) return true;
    return row.words.some((part) => words.includes(part)) || row.tails?.some((one) => one === tail) === true;
  });
};

const tailOf = ({ requestId }: WechatTrace): string | undefined => requestIdTail(requestId ?? '');

/** WeChat's words, and for support what the number in the Request-ID says. */
const explained = ({ words: raw, trace }: Refused): string => {
  const words = maskedWords(raw); // they are kept, and shown (INV-88)
  const tail = tailOf(trace);
  const means = tail === undefined ? undefined : requestIdTails[tail];
  return means === undefined ? words : `${words} (${tail}: ${means})`;
};

/** Bounded: it becomes part of a reason. */
const notUnderstood = ({ code, trace }: Refused): WechatFailure =>
  unknown(`${notUnderstoodMark}${code}`.slice(0, 64), trace);
