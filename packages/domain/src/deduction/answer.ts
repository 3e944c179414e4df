import type { Fen } from '../kernel/fen.ts';
import type { DeductionNo } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** Why WeChat did not charge; an open set (`k12-wire.md` §6.4), what we do not know is `other`. */
export type DeclineCause = 'insufficient' | 'user-disabled' | 'not-contracted' | 'over-limit' | 'risk' | 'other';

/**
 * What a *verified* answer of WeChat says of one generation. Whatever is not verified, does not parse or
 * does not fit the request is no answer at all but a failure of the port, and leaves the deduction unknown (INV-9).
 */
export type DeductionAnswer =
  /** `SUCCESS`: the merchant has the money, from the payer or as an advance (垫资). */
  | {
      readonly type: 'Settled';
      readonly no: DeductionNo;
      readonly amount: Fen;
      readonly paidAt: Instant;
      readonly transactionId: string;
      readonly debt: 'none' | 'open' | 'repaid';
      readonly repaymentId?: string;
    }
  /** `PAYERROR`: this attempt failed, the same order may be tried again. */
  | { readonly type: 'Declined'; readonly cause: DeclineCause; readonly code: string }
  /** Taken in and still being charged, or a state we do not know: ask again. */
  | { readonly type: 'UnderWay'; readonly state: string }
  /** The order is dead; a query must still prove that it was not paid. */
  | { readonly type: 'Closed' }
  | { readonly type: 'NotFound' }
  /** `RESOURCE_ALREADY_EXISTS`: only the query settles it (INV-11). */
  | { readonly type: 'AlreadyPaid' }
  /** 扣款凭证不合法 or 不一致: held with WeChat's words (INV-21). */
  | { readonly type: 'CredentialRefused'; readonly words: string }
  /** A verified refusal of the request itself: nothing was charged by it. */
  | { readonly type: 'Refused'; readonly code: string; readonly words: string }
  /** Verified, and in a word that our tables do not know: it proves nothing, is alarmed and asked about (`decision-table.md`). */
  | { readonly type: 'NotUnderstood'; readonly word: string };
