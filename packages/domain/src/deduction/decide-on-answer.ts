import type * as E from 'fp-ts/lib/Either.js';
import { accept, reject } from '../kernel/decider.ts';
import type { Instant } from '../kernel/instant.ts';
import { actionOnSend, type DeductionAction } from './actions.ts';
import type { DeductionAnswer } from './answer.ts';
import type { Deduction, DeductionEvent, DeductionRejection } from './deduction.ts';
import { isSettled } from './edges.ts';

type Decision = E.Either<DeductionRejection, readonly DeductionEvent[]>;

/** What a verified answer to our own request makes of a deduction that is in flight. */
export const decideOnAnswer = (answer: DeductionAnswer, at: Instant, deduction: Deduction): Decision => {
  const action = actionOnSend(answer);
  if (action.type === 'Settle') return accept(...settled(action.answer, at, deduction));
  if (isSettled(deduction.status)) return accept(); // settled is absorbing (INV-13)
  if (deduction.status !== 'in-flight') return reject({ type: 'NotNow', status: deduction.status });
  switch (action.type) {
    case 'Wait':
      return accept({ type: 'DeductionUnderWay', at });
    case 'Query':
      return accept({ type: 'OutcomeUnknown', reason: action.reason, at });
    case 'NextGeneration': // only a query may prove that nobody paid (INV-7)
      return accept({ type: 'GenerationClosed', no: deduction.no, at });
    case 'RetryInWindow':
    case 'Hold':
    case 'Stop':
      return accept(unpaid(action));
  }
};

/** Not charged: failed, or held with the reason. */
export const unpaid = (
  action: Extract<DeductionAction, { type: 'RetryInWindow' | 'Hold' | 'Stop' }>,
): DeductionEvent => {
  switch (action.type) {
    case 'RetryInWindow':
      return { type: 'DeductionFailed', cause: action.cause, code: action.code };
    case 'Hold':
      return { type: 'DeductionHeld', reason: action.reason, words: action.words };
    case 'Stop':
      return { type: 'DeductionHeld', reason: 'refused', words: action.words };
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
