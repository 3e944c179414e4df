import type * as E from 'fp-ts/lib/Either.js';
import { accept } from '../kernel/decider.ts';
import { deductionNoOf } from '../kernel/ids.ts';
import { msBetween } from '../kernel/instant.ts';
import { actionOnQuery, type DeductionAction, notUnderstoodMark } from './actions.ts';
import { settled, unpaid } from './decide-on-answer.ts';
import type { Deduction, DeductionCommand, DeductionEvent, DeductionRejection } from './deduction.ts';
import { endOfLateQueries } from './late-query.ts';

type RecordQuery = Extract<DeductionCommand, { type: 'RecordQuery' }>;
type Asked = Pick<Extract<DeductionCommand, { type: 'LoseAnswer' }>, 'at' | 'unknownMaxMs'> &
  Partial<Pick<RecordQuery, 'answer'>> &
  Partial<Pick<Extract<DeductionCommand, { type: 'LoseAnswer' }>, 'reason'>>;

/** What a verified query makes of a deduction. "Not paid" counts only once no request can still be on its way. */
export const decideOnQuery = (
  command: RecordQuery,
  deduction: Deduction,
): E.Either<DeductionRejection, readonly DeductionEvent[]> => {
  const { answer, at } = command;
  if (answer.type === 'Settled') {
    const events = settled(answer, at, deduction);
    const mismatched = events.every(({ type }) => type === 'AnswerMismatched');
    // Still unknown: the back-off and the cap on age count this query too (INV-99).
    return accept(...events, ...(deduction.status === 'unknown' && mismatched ? again(command, deduction) : []));
  }
  if (deduction.status === 'held' && deduction.reason === 'unknown')
    return accept(...provenUnpaid(command, deduction), ...endOfLateQueries(command, deduction));
  if (deduction.status !== 'in-flight' && deduction.status !== 'unknown')
    return accept(...endOfLateQueries(command, deduction)); // nothing to prove (INV-13)
  return accept(...(asksTooEarly(command, deduction) ? again : notPaid)(command, deduction));
};

/** Begun before the last attempt, and told only now: it speaks of another attempt, perhaps of another generation. */
const asksTooEarly = ({ at }: RecordQuery, { lastAttemptAt }: Deduction): boolean =>
  lastAttemptAt !== undefined && at <= lastAttemptAt;

/** Still not known: ask again later, or, where that was tried for too long, wait for a person. */
export const again = (command: Asked, deduction: Deduction): readonly DeductionEvent[] =>
  tooOld(command, deduction)
    ? [{ type: 'DeductionHeld', reason: 'unknown' }] // every loop ends (INV-99); the reservation stays
    : [{ type: 'QueryRepeated', at: command.at, ...reasonOf(command) }];

const reasonOf = ({ answer, reason = wordsOf(answer) }: Asked): { readonly reason?: string } =>
  reason === undefined ? {} : { reason };
const wordsOf = (answer: Asked['answer']): string | undefined => {
  if (answer === undefined) return undefined;
  const action = actionOnQuery(answer);
  if (action.type === 'Query') return action.reason;
  return answer.type === 'UnderWay' ? answer.state : answer.type;
};

/** INV-12: no request can still be on its way. */
const nothingUnderWay = ({ at, inFlightMs }: RecordQuery, { lastAttemptAt }: Deduction): boolean =>
  msBetween(lastAttemptAt ?? at, at) >= inFlightMs;

/**
 * It waited too long for its outcome and a person asked again: nobody paid, so its part of the limit is free, and it
 * may be released or given up like any other held sale.
 */
const provenUnpaid = (command: RecordQuery, deduction: Deduction): readonly DeductionEvent[] => {
  const { type } = command.answer;
  return nothingUnderWay(command, deduction) && (type === 'Declined' || type === 'NotFound' || type === 'Closed')
    ? [{ type: 'DeductionHeld', reason: 'refused', words: `not charged, ${type}` }]
    : [];
};

const notPaid = (command: RecordQuery, deduction: Deduction): readonly DeductionEvent[] => {
  const action: DeductionAction = actionOnQuery(command.answer);
  const proven = nothingUnderWay(command, deduction);
  switch (action.type) {
    case 'Settle': // decided by the caller
    case 'Query':
      return again(command, deduction);
    case 'Wait': // verified: still being charged, so it is in flight, not unknown
      return deduction.status === 'in-flight' && !tooOld(command, deduction)
        ? [{ type: 'DeductionUnderWay', at: command.at }]
        : again(command, deduction);
    case 'NextGeneration':
      if (!deduction.closed) return [{ type: 'GenerationClosed', no: deduction.no, at: command.at }];
      return proven ? [nextGeneration(deduction)] : again(command, deduction);
    case 'RetryInWindow':
    case 'Hold':
    case 'Stop':
      if (!proven) return again(command, deduction);
      return [deduction.closed ? nextGeneration(deduction) : unpaid(action)];
    case 'SendAgain':
      return proven
        ? [refusedInStrangeWords(deduction) ?? { type: 'OrderNotFound', no: deduction.no }]
        : again(command, deduction);
  }
};

/**
 * WeChat answered the request in a word we do not know, and now proves that it has no such order: refused. Sent again it
 * would meet the same word, so it waits for a person (INV-99).
 */
const refusedInStrangeWords = ({ status, reason }: Deduction): DeductionEvent | undefined =>
  status === 'unknown' && reason?.startsWith(notUnderstoodMark) === true
    ? { type: 'DeductionHeld', reason: 'refused', words: reason.slice(notUnderstoodMark.length) }
    : undefined;

/** INV-7: reached only with the close verified before and "not paid" verified now. */
const nextGeneration = ({ id, generation }: Deduction): DeductionEvent => ({
  type: 'GenerationOpened',
  generation: generation + 1,
  no: deductionNoOf(id, generation + 1),
});

const tooOld = ({ at, unknownMaxMs }: Asked, { unknownSince }: Deduction): boolean =>
  unknownSince !== undefined && unknownMaxMs !== undefined && msBetween(unknownSince, at) >= unknownMaxMs;
