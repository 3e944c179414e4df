import type * as E from 'fp-ts/lib/Either.js';
import { accept, reject } from '../kernel/decider.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DeclineCause, DeductionAnswer } from './answer.ts';
import type { Deduction, DeductionEvent, DeductionRejection, HoldReason } from './deduction.ts';
import { isSettled } from './edges.ts';

type Decision = E.Either<DeductionRejection, readonly DeductionEvent[]>;

/** What a verified answer to our own request makes of a deduction that is in flight. */
export const decideOnAnswer = (answer: DeductionAnswer, at: Instant, deduction: Deduction): Decision => {
  if (answer.type === 'Settled') return accept(...settled(answer, at, deduction));
  if (isSettled(deduction.status)) return accept(); // settled is absorbing (INV-13)
  if (deduction.status !== 'in-flight') return reject({ type: 'NotNow', status: deduction.status });
  switch (answer.type) {
    case 'Declined':
      return accept(declined(answer.cause, answer.code));
    case 'UnderWay':
      return accept({ type: 'DeductionUnderWay', at });
    case 'Closed': // only a query may prove that nobody paid (INV-7)
      return accept({ type: 'GenerationClosed', no: deduction.no, at });
    case 'NotFound':
      return accept({ type: 'OutcomeUnknown', reason: 'not-found', at });
    case 'AlreadyPaid': // only the query settles it (INV-11)
      return accept({ type: 'OutcomeUnknown', reason: 'already-paid', at });
    case 'CredentialRefused': // INV-21
      return accept({ type: 'DeductionHeld', reason: 'credential', words: answer.words });
    case 'Refused':
      return accept({ type: 'DeductionHeld', reason: 'refused', words: `${answer.code} ${answer.words}` });
  }
};

type Settled = Extract<DeductionAnswer, { type: 'Settled' }>;

/** `SUCCESS` settles only what it names, to the fen (INV-10, BAD-29). */
export const settled = (answer: Settled, at: Instant, deduction: Deduction): readonly DeductionEvent[] => {
  const { status } = deduction;
  if (answer.no !== deduction.no || answer.amount !== deduction.amount) {
    const details = `asked ${deduction.no} for ${deduction.amount} fen, told ${answer.no} for ${answer.amount} fen`;
    const mismatch = { type: 'AnswerMismatched', details } as const;
    return status === 'in-flight' ? [mismatch, { type: 'OutcomeUnknown', reason: 'mismatch', at }] : [mismatch];
  }
  const repaid: DeductionEvent = {
    type: 'AdvanceRepaymentSeen',
    ...(answer.repaymentId === undefined ? {} : { repaymentId: answer.repaymentId }),
  };
  if (isSettled(status)) return status === 'advanced' && answer.debt === 'repaid' ? [repaid] : [];
  if (deduction.attempts.total === 0)
    return [{ type: 'AnswerMismatched', details: `settled without an attempt of ours: ${answer.no}` }];
  const { paidAt, transactionId } = answer;
  switch (answer.debt) {
    case 'none':
      return [{ type: 'DeductionPaid', paidAt, transactionId }];
    case 'open':
      return [{ type: 'DeductionAdvanced', paidAt, transactionId }];
    case 'repaid':
      return [{ type: 'DeductionAdvanced', paidAt, transactionId }, repaid];
  }
};

/** A refusal by state or limit waits for an event; everything else may be tried again in a window. */
export const declined = (cause: DeclineCause, code: string): DeductionEvent => {
  const hold = holdFor[cause];
  return hold === undefined
    ? { type: 'DeductionFailed', cause, code }
    : { type: 'DeductionHeld', reason: hold, words: code };
};
const holdFor: Readonly<Record<DeclineCause, HoldReason | undefined>> = {
  insufficient: undefined,
  risk: undefined,
  other: undefined,
  'not-contracted': 'contract',
  'user-disabled': 'disabled',
  'over-limit': 'limit',
};
