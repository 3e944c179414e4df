import type { ReasonCode } from '../can-pay/index.ts';
import type { BeijingDay } from '../kernel/civil-date.ts';
import type { Decider } from '../kernel/decider.ts';
import type { Fen } from '../kernel/fen.ts';
import type {
  CredentialHash,
  DeductionId,
  DeductionNo,
  DeviceId,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  VoucherId,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DeductionAnswer, DeclineCause } from './answer.ts';
import type { Called } from './call-note.ts';

export type DeductionStatus =
  | 'received'
  | 'held'
  | 'reserved'
  | 'in-flight'
  | 'unknown'
  | 'failed'
  | 'paid'
  | 'advanced'
  | 'repaid'
  | 'refunded'
  | 'dead';

/** Why a sale waits for an event or a person. Held is listed and never charged by itself (INV-19). */
export type HoldReason =
  | 'amount'
  | 'user'
  | 'tenant'
  | 'merchant'
  | 'credential'
  | 'clock'
  | 'clone'
  | 'contract'
  | 'disabled'
  /** So many advances are open that the school does not charge this pupil (FAQ 5.10). */
  | 'debt'
  | 'limit'
  | 'unknown'
  | 'refused'
  | 'unconfigured';

/** What the voucher says of the sale; never changes. */
export interface Sale {
  readonly id: DeductionId;
  readonly organization: OrganizationId;
  readonly subMchid: SubMchid;
  readonly device: DeviceId;
  readonly voucher: VoucherId;
  readonly credentialHash: CredentialHash;
  readonly outUserId: OutUserId;
  readonly userId: UserId;
  /** 0 where the voucher carries no legal amount; such a sale is held and never charged (BAD-44). */
  readonly amount: Fen;
  readonly saleAt: Instant;
  readonly receivedAt: Instant;
}
export interface Deduction extends Sale {
  readonly status: DeductionStatus;
  /** Why it is held, unknown or failed, in words of ours. */
  readonly reason?: string;
  /** While it is held by a decision of ours: what stood against it, exactly. */
  readonly why?: readonly ReasonCode[];
  /** One number at WeChat each; a next one only after "closed" and a verified query that it was not paid (INV-7). */
  readonly generation: number;
  readonly no: DeductionNo;
  /** WeChat said that this generation is closed; only the query after it opens the next. */
  readonly closed: boolean;
  /** Key of the attempt that holds this generation's request bytes; every retry sends those (INV-6). */
  readonly request?: string;
  readonly attempts: { readonly total: number; readonly day?: BeijingDay; readonly onDay: number };
  readonly lastAttemptAt?: Instant;
  /** Queries since the last attempt: the back-off. */
  readonly queries: number;
  /** Since when the outcome is unknown. */
  readonly unknownSince?: Instant;
  readonly paidAt?: Instant;
  readonly transactionId?: string;
  readonly repaymentId?: string;
  /** When the worker takes it up again; absent when there is nothing left to do by itself. */
  readonly dueAt?: Instant;
  /** How many events made this state: names each event once for ever (INV-15). */
  readonly version: number;
  /** Raised by each claim; whoever holds an older one commits nothing (INV-16). */
  readonly fence: number;
  readonly leaseUntil?: Instant;
}

export type DeductionCommand =
  | { readonly type: 'Receive'; readonly sale: Sale; readonly hold?: HoldReason }
  /** `request` is the key of the attempt that keeps the bytes; used when this generation has none yet. */
  | { readonly type: 'Send'; readonly at: Instant; readonly request: string; readonly attemptsMax: number }
  /** `why`: what stood against it, exactly (`docs/why-not.md`). */
  | { readonly type: 'Hold'; readonly reason: HoldReason; readonly why?: readonly ReasonCode[] }
  | ({ readonly type: 'RecordAnswer'; readonly answer: DeductionAnswer; readonly at: Instant } & Called)
  /**
   * `at`: when the query began; what it says is no younger. `inFlightMs`: how long after an attempt its request may
   * still reach WeChat (INV-12).
   */
  | ({
      readonly type: 'RecordQuery';
      readonly answer: DeductionAnswer;
      readonly at: Instant;
      readonly inFlightMs: number;
      readonly unknownMaxMs: number;
      /** So long after its last attempt a sale that waits or was given up is asked about no more (INV-99). */
      readonly lateQueriesMaxMs?: number;
    } & Called)
  /** `unknownMaxMs`: an outcome that is unknown for longer waits for a person, as after a query (INV-99). */
  | ({
      readonly type: 'LoseAnswer';
      readonly reason: string;
      readonly at: Instant;
      readonly unknownMaxMs?: number;
      readonly lateQueriesMaxMs?: number;
    } & Called)
  /** All of it was refunded. `clearsDebt`: that also ends an open advance (`k12-wire.md` §5.20). */
  | { readonly type: 'RecordRefund'; readonly at: Instant; readonly clearsDebt: boolean }
  /** By a person, who says why. */
  | { readonly type: 'Release'; readonly reason: string }
  | { readonly type: 'GiveUp'; readonly reason: string };

export type DeductionEvent =
  | { readonly type: 'DeductionReceived'; readonly sale: Sale }
  | ({
      readonly type: 'DeductionHeld';
      readonly reason: HoldReason;
      readonly words?: string;
      readonly why?: readonly ReasonCode[];
    } & Called)
  | { readonly type: 'DeductionReserved'; readonly day: BeijingDay }
  | { readonly type: 'AttemptBegun'; readonly no: DeductionNo; readonly at: Instant; readonly request: string }
  | { readonly type: 'DeductionUnderWay'; readonly at: Instant }
  | ({ readonly type: 'OutcomeUnknown'; readonly reason: string; readonly at: Instant } & Called)
  /** Asked, and no wiser: why, where WeChat or the port said it. */
  | ({ readonly type: 'QueryRepeated'; readonly at: Instant; readonly reason?: string } & Called)
  | ({ readonly type: 'DeductionFailed'; readonly cause: DeclineCause; readonly code: string } & Called)
  /** A verified query found no such order and no request can still be on its way (INV-12). */
  | ({ readonly type: 'OrderNotFound'; readonly no: DeductionNo } & Called)
  | ({ readonly type: 'GenerationClosed'; readonly no: DeductionNo; readonly at: Instant } & Called)
  | ({ readonly type: 'GenerationOpened'; readonly generation: number; readonly no: DeductionNo } & Called)
  | { readonly type: 'DeductionPaid'; readonly paidAt: Instant; readonly transactionId: string }
  | { readonly type: 'DeductionAdvanced'; readonly paidAt: Instant; readonly transactionId: string }
  | { readonly type: 'AdvanceRepaymentSeen'; readonly repaymentId?: string }
  | { readonly type: 'DeductionRefunded'; readonly at: Instant }
  | { readonly type: 'DeductionReleased'; readonly reason: string }
  | { readonly type: 'DeductionGivenUp'; readonly reason: string }
  /** An alarm: held or given up after it was sent, and no verified answer for a month whether WeChat charged it. */
  | { readonly type: 'LateQueriesEnded'; readonly at: Instant }
  /** An alarm: WeChat said something that must not be believed (BAD-16, BAD-20, BAD-29). */
  | ({ readonly type: 'AnswerMismatched'; readonly details: string } & Called);

export type DeductionRejection =
  | { readonly type: 'DeductionUnknown' }
  | { readonly type: 'NotNow'; readonly status: DeductionStatus }
  | { readonly type: 'AttemptsUsedUp'; readonly day: BeijingDay };
export type DeductionDecider = Decider<DeductionCommand, Deduction | undefined, DeductionEvent, DeductionRejection>;
