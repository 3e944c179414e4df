import type { DeclineCause, DeductionAnswer } from './answer.ts';
import type { HoldReason } from './deduction.ts';

/**
 * What is done about a verified answer: our half of the decision table (`docs/decision-table.md`); which word of WeChat's is
 * which answer is the adapter's half. `decide` runs on it, so a page made of it cannot say anything else.
 */
export type DeductionAction =
  /** The money has moved, if number and amount are ours (INV-10). */
  | { readonly type: 'Settle'; readonly answer: Extract<DeductionAnswer, { type: 'Settled' }> }
  /** Still being charged: asked about later. */
  | { readonly type: 'Wait' }
  /** It proves nothing: unknown, and asked about; with `alarm` a person is told. */
  | { readonly type: 'Query'; readonly reason: string; readonly alarm: boolean }
  /** The number is dead; the next one only after a verified query says so again and that nobody paid (INV-7). */
  | { readonly type: 'NextGeneration' }
  /** WeChat never had it: the same number and bytes again, once no request can be on its way (INV-12). */
  | { readonly type: 'SendAgain' }
  /** Not charged: the same order again, in a window with an attempt of the day left (INV-33). */
  | { readonly type: 'RetryInWindow'; readonly cause: DeclineCause; readonly code: string }
  /** Waits for an event or a person (INV-19). */
  | { readonly type: 'Hold'; readonly reason: HoldReason; readonly words: string }
  /** Our own fault, or a rule of WeChat's: the same request would meet it again. Held as `refused`, with an alarm. */
  | { readonly type: 'Stop'; readonly words: string };

/** What a verified answer to our own request leads to. Only a query may say that nobody paid (INV-7, INV-12). */
export const actionOnSend = (answer: DeductionAnswer): Exclude<DeductionAction, { type: 'SendAgain' }> => {
  switch (answer.type) {
    case 'Settled':
      return { type: 'Settle', answer };
    case 'Declined':
      return actionOnDecline(answer.cause, answer.code);
    case 'UnderWay':
      return { type: 'Wait' };
    case 'Closed':
      return { type: 'NextGeneration' };
    case 'NotFound':
      return query('not-found');
    case 'AlreadyPaid': // only the query settles it (INV-11)
      return query('already-paid');
    case 'CredentialRefused': // INV-21
      return { type: 'Hold', reason: 'credential', words: answer.words };
    case 'Refused':
      return { type: 'Stop', words: `${answer.code} ${answer.words}` };
    case 'NotUnderstood':
      return notUnderstood(answer.word);
  }
};

/** What a verified query leads to, once no request can be on its way any more. */
export const actionOnQuery = (answer: DeductionAnswer): DeductionAction => {
  switch (answer.type) {
    case 'Settled':
    case 'UnderWay':
    case 'Closed':
    case 'Declined':
    case 'NotUnderstood':
      return actionOnSend(answer);
    case 'NotFound':
      return { type: 'SendAgain' };
    case 'AlreadyPaid':
    case 'CredentialRefused':
    case 'Refused': // words of a request, not of an order
      return query(answer.type);
  }
};

const query = (reason: string): { readonly type: 'Query'; readonly reason: string; readonly alarm: boolean } => ({
  type: 'Query',
  reason,
  alarm: false,
});
const notUnderstood = (word: string) => ({ ...query(`${notUnderstoodMark}${word}`), alarm: true });

/** How the reason of an unknown outcome begins where WeChat said something that nobody here knows; an alarm. */
export const notUnderstoodMark = 'not-understood: ';

/** A refusal by state or limit waits for an event; everything else may be tried again in a window. */
const actionOnDecline = (cause: DeclineCause, code: string): Exclude<DeductionAction, { type: 'SendAgain' }> => {
  const reason = holdFor[cause];
  return reason === undefined ? { type: 'RetryInWindow', cause, code } : { type: 'Hold', reason, words: code };
};
const holdFor: Readonly<Record<DeclineCause, HoldReason | undefined>> = {
  insufficient: undefined,
  risk: undefined,
  other: undefined,
  'not-contracted': 'contract',
  'user-disabled': 'disabled',
  'over-limit': 'limit',
};
