import type { DeductionStatus } from '../deduction/index.ts';
import type { Decider } from '../kernel/decider.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId, OrganizationId, OutUserId, PayscoreOrderNo, RefundNo, SubMchid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PayscoreStatus } from '../payscore-order/index.ts';
import type { RefundAnswer } from './answer.ts';

/**
 * `requested`: stored, no request of it can be on its way. `unknown`: a request left, or may have. `processing`: WeChat has
 * taken it in. `success`: the payer has the money. `closed`: WeChat gave it up. `abnormal`: WeChat cannot hand the money
 * over (a card that is closed), and may still do so. `refused`: WeChat never took it in.
 */
export type RefundStatus = 'requested' | 'unknown' | 'processing' | 'success' | 'closed' | 'abnormal' | 'refused';

/** 退款: what was asked for; never changes, so a repeat under one number is the same refund (`k12-wire.md` §5.20). */
export type RefundTerms = RefundWanted & (OfDeduction | OfPayscoreOrder);
/** Of a deduction of K12. */
export interface OfDeduction {
  readonly subMchid: SubMchid;
  readonly deduction: DeductionId;
  readonly outUserId: OutUserId;
  readonly payscoreOrder?: never;
}
/** Of what WeChat collected for a service order of Pay Score (`payscore-wire.md` §6). */
export interface OfPayscoreOrder {
  readonly payscoreOrder: PayscoreOrderNo;
  /** Absent where we are the merchant ourselves. */
  readonly subMchid?: SubMchid;
  readonly deduction?: never;
  readonly outUserId?: never;
}
interface RefundWanted {
  readonly no: RefundNo;
  readonly organization: OrganizationId;
  /** WeChat's number of the payment: a deduction may have had several of ours. */
  readonly transactionId: string;
  readonly amount: Fen;
  /** What was paid: WeChat wants it with every refund. */
  readonly total: Fen;
  /** In the operator's words; WeChat shows them to the payer. */
  readonly reason: string;
  /** Who asked for it. */
  readonly by: string;
  readonly requestedAt: Instant;
  /** Not sent before: WeChat wants a minute between two refunds of one payment (`v3-rules.md` §9.1). */
  readonly notBefore?: Instant;
}
export type Refund = RefundTerms & RefundProgress;
interface RefundProgress {
  readonly status: RefundStatus;
  /** Why it is unknown, or what WeChat said of its failure. */
  readonly why?: string;
  /** The exact bytes of its first request; every repeat sends those (INV-6). */
  readonly body: string;
  /** Requests begun. */
  readonly attempts: number;
  readonly lastAttemptAt?: Instant;
  /** Answers since that told nothing new: the back-off. */
  readonly queries: number;
  /** When the newest answer that was believed had been asked for; an older one changes nothing (INV-36). */
  readonly answeredAt?: Instant;
  /** WeChat's number of it. */
  readonly refundId?: string;
  /** WeChat's time of success. */
  readonly refundedAt?: Instant;
  /** When the worker takes it up again; absent when there is nothing left to do by itself. */
  readonly dueAt?: Instant;
  /** How many events made this state: names each event once for ever (INV-15). */
  readonly version: number;
  /** Raised by each claim; whoever holds an older one commits nothing (INV-16). */
  readonly fence: number;
  readonly leaseUntil?: Instant;
}

export type RefundCommand =
  /** Of a number that failed it is the wish to try again; `body` is used the first time only. */
  | { readonly type: 'RequestRefund'; readonly terms: RefundTerms; readonly body: string; readonly at: Instant }
  | { readonly type: 'BeginRefund'; readonly at: Instant }
  /** To our own request; `at`: when that left. */
  | { readonly type: 'RecordRefundAnswer'; readonly answer: RefundAnswer; readonly at: Instant }
  /** `at`: when the query began. `inFlightMs`: how long after an attempt its request may still reach WeChat (INV-12). */
  | {
      readonly type: 'RecordRefundQuery';
      readonly answer: RefundAnswer;
      readonly at: Instant;
      readonly inFlightMs: number;
      readonly attemptsMax: number;
      readonly stalledMs?: number;
    }
  /** `stalledMs`: one that is open for longer since its last request is for a person, too. */
  | {
      readonly type: 'LoseRefundAnswer';
      readonly reason: string;
      readonly at: Instant;
      readonly stalledMs?: number;
    };

export type RefundFailedStatus = Extract<RefundStatus, 'closed' | 'abnormal' | 'refused'>;
export type RefundEvent =
  | { readonly type: 'RefundRequested'; readonly terms: RefundTerms; readonly body: string }
  /** A failed one, under the same number and with the same bytes. */
  | { readonly type: 'RefundRetried'; readonly at: Instant }
  | { readonly type: 'RefundAttemptBegun'; readonly at: Instant }
  /** Sent or asked, and no wiser; `mismatch…` where WeChat spoke of another refund, `stalled…` where it lasts too long. */
  | { readonly type: 'RefundUnsettled'; readonly at: Instant; readonly reason?: string }
  /** A verified query knows no such refund and no request can still be on its way (INV-12). */
  | { readonly type: 'RefundNotFound'; readonly at: Instant }
  | { readonly type: 'RefundProcessing'; readonly at: Instant; readonly refundId: string }
  | {
      readonly type: 'RefundSucceeded';
      readonly at: Instant;
      readonly refundId: string;
      readonly refundedAt: Instant;
    }
  /** A person should look at it. */
  | {
      readonly type: 'RefundFailed';
      readonly at: Instant;
      readonly status: RefundFailedStatus;
      readonly why: string;
    };

export type RefundRejection =
  /** The number belongs to another deduction or another amount (BAD-65). */
  | { readonly type: 'RefundNumberUsed' }
  | { readonly type: 'DeductionNotPaid'; readonly status: DeductionStatus }
  /** WeChat has collected nothing for the service order, or its merchant was paid outside (INV-78). */
  | { readonly type: 'PayscoreNotCollected'; readonly status: PayscoreStatus }
  /** `rest`: what may still be refunded (INV-30). */
  | { readonly type: 'RefundAboveRest'; readonly rest: Fen }
  /** WeChat refunds for a year (`k12-wire.md` §5.20). */
  | { readonly type: 'RefundTooLate'; readonly until: Instant }
  | { readonly type: 'RefundsUsedUp'; readonly countMax: number }
  | { readonly type: 'RefundUnknown' }
  | { readonly type: 'RefundNotNow'; readonly status: RefundStatus };
export type RefundDecider = Decider<RefundCommand, Refund | undefined, RefundEvent, RefundRejection>;

/** Proven: nothing more comes of it by itself. Abnormal is not: WeChat still holds the money and may pay it out. */
export const isFailed = (status: RefundStatus): status is RefundFailedStatus =>
  status === 'closed' || status === 'abnormal' || status === 'refused';
