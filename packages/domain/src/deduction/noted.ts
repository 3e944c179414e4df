import type { CallNote } from './call-note.ts';
import type { DeductionEvent } from './deduction.ts';

/** The event with the call behind it, where it says that nothing was charged; a charge needs no report. */
export const noted = (event: DeductionEvent, call: CallNote | undefined): DeductionEvent => {
  if (call === undefined) return event;
  switch (event.type) {
    case 'DeductionFailed':
    case 'DeductionHeld':
    case 'OutcomeUnknown':
    case 'QueryRepeated':
    case 'OrderNotFound':
    case 'GenerationClosed':
    case 'GenerationOpened':
    case 'AnswerMismatched':
      return { ...event, call };
    case 'DeductionReceived':
    case 'DeductionReserved':
    case 'AttemptBegun':
    case 'DeductionUnderWay':
    case 'DeductionPaid':
    case 'DeductionAdvanced':
    case 'AdvanceRepaymentSeen':
    case 'DeductionRefunded':
    case 'DeductionReleased':
    case 'DeductionGivenUp':
    case 'LateQueriesEnded':
      return event;
  }
};
