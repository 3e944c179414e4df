import { decide } from './decide.ts';
import type { DeductionDecider } from './deduction.ts';
import { evolve } from './evolve.ts';

export { actionOnQuery, actionOnSend, type DeductionAction, notUnderstoodMark } from './actions.ts';
export type { DeclineCause, DeductionAnswer } from './answer.ts';
export type { CallNote } from './call-note.ts';
export { advance, type Books } from './books.ts';
export type {
  Deduction,
  DeductionCommand,
  DeductionDecider,
  DeductionEvent,
  DeductionRejection,
  DeductionStatus,
  HoldReason,
  Sale,
} from './deduction.ts';
export { isSettled, legalEdges } from './edges.ts';
export { type DeductionPolicy, defaultPolicy, nextDueAt } from './policy.ts';
export { nextRetryAt, policyFor, releasableAt, sendableAt } from './re-deduction.ts';
export { reasonOfDecline, reasonOfHold, reasonsOfDeduction } from './reasons-of.ts';
export { type ReserveOutcome, reserveDeduction, type ReserveFound } from './reserve-deduction.ts';
export const deductionDecider: DeductionDecider = { initial: undefined, decide, evolve };
