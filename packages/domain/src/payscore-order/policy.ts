import type { Fen } from '../kernel/fen.ts';
import { hour, minute, second } from '../kernel/instant.ts';

/** What WeChat has agreed for the service (`payscore-wire.md` §2), and how long things take. Every value is a setting. */
export interface PayscoreRules {
  /** 风险金额上限 of the service. */
  readonly riskCap: Fen;
  /** 评估不通过: 交押金 or 拒绝. Decides which cap holds for the total (INV-72). */
  readonly assessment: 'deposit' | 'refuse';
  /** Our own address of notices, from the settings: believed as it is. One that a caller names is checked (BAD-75). */
  readonly ownNotifyUrl?: string;
  /** How long after an attempt its request may still reach WeChat (INV-12). */
  readonly payscoreInFlightMs: number;
  /** So many requests that WeChat proved never to have taken in, then the call is refused (INV-99). */
  readonly payscoreAttemptsMax: number;
  /** A call that is still open after this is for a person, too (INV-99). */
  readonly payscoreStalledMs: number;
  /** A deduction is running: wait so long (INV-80, §6: "about 3 minutes"). */
  readonly payscoreBeingChargedMs: number;
  /** A created order that nobody confirms expires (INV-79). */
  readonly payscoreExpiryMs: number;
  /** A package opens the confirm page for so long (INV-79). */
  readonly payscorePackageMs: number;
}
export interface PayscorePolicy extends PayscoreRules {
  /** A call of which no answer came is asked about after so long. */
  readonly payscoreUnknownWaitsMs: readonly number[];
  /** How long to wait before the same bytes are sent again to a WeChat that proved not to have them. */
  readonly payscoreRetryWaitsMs: readonly number[];
  /** A confirm notice may be lost, and expiry is told by none: an unconfirmed order is looked at so often. */
  readonly payscoreConfirmWaitsMs: readonly number[];
  /** A deduction runs until it succeeds, and only success is told: an unpaid order is looked at so often, without end. */
  readonly payscorePaymentWaitsMs: readonly number[];
}
const day = 24 * hour;
export const defaultPayscorePolicy: Omit<PayscorePolicy, 'riskCap' | 'assessment'> = {
  payscoreInFlightMs: 70 * second,
  payscoreAttemptsMax: 20,
  payscoreStalledMs: day,
  payscoreBeingChargedMs: 3 * minute,
  payscoreExpiryMs: 30 * day,
  payscorePackageMs: hour,
  payscoreUnknownWaitsMs: [second, 5 * second, 30 * second, minute, 5 * minute, 15 * minute, hour, 6 * hour],
  payscoreRetryWaitsMs: [second, 30 * second, 5 * minute, hour],
  payscoreConfirmWaitsMs: [minute, 5 * minute, 15 * minute, hour, 6 * hour],
  payscorePaymentWaitsMs: [30 * second, 2 * minute, 10 * minute, hour, 6 * hour, day],
};
