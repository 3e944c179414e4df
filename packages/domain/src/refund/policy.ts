import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';
import type { Refund } from './refund.ts';

/** Every value is a setting; those with a source are WeChat's (`v3-rules.md` §9.1, `k12-wire.md` §5.20). */
export interface RefundPolicy {
  /** WeChat refunds for a year from the payment. */
  readonly refundAgeMaxMs: number;
  /** At most 50 numbers for one payment. */
  readonly refundsMax: number;
  /** A minute between two refunds of one payment. */
  readonly refundSpacingMs: number;
  /** A refund of which no answer came is asked about after so long. */
  readonly refundUnknownWaitsMs: readonly number[];
  /** One that WeChat has taken in: balances take minutes, cards 1 to 3 working days. */
  readonly refundProcessingWaitsMs: readonly number[];
  /** How long to wait before the same bytes are sent again to a WeChat that proved not to have them. */
  readonly refundRetryWaitsMs: readonly number[];
  /** So many requests that WeChat proved never to have taken in, then it is refused. */
  readonly refundAttemptsMax: number;
  /** One that is still open after this, counted from its last request, is for a person (INV-99). */
  readonly refundStalledMs: number;
  /** An abnormal one may still be paid out by hand at WeChat: asked about so often, for so long. */
  readonly refundAbnormalPollMs: number;
  readonly refundAbnormalPollMaxMs: number;
  /** A full refund of an open advance ends the debt [assumed]. Otherwise the deduction stays advanced until it is repaid. */
  readonly fullRefundClearsDebt: boolean;
}
const day = 24 * hour;
export const defaultRefundPolicy: RefundPolicy = {
  refundAgeMaxMs: 365 * day,
  refundsMax: 50,
  refundSpacingMs: minute,
  refundUnknownWaitsMs: [5 * second, 30 * second, minute, 5 * minute, 15 * minute, hour, 6 * hour],
  refundProcessingWaitsMs: [minute, 5 * minute, 15 * minute, hour, 6 * hour],
  refundRetryWaitsMs: [second, 30 * second, 5 * minute, hour],
  refundAttemptsMax: 20,
  refundStalledMs: 5 * day,
  refundAbnormalPollMs: day,
  refundAbnormalPollMaxMs: 30 * day,
  fullRefundClearsDebt: true,
};

/** When the worker looks at it next; nothing where only a notice or a person moves it. */
export const nextRefundDueAt = (refund: Refund, now: Instant, policy: RefundPolicy): Instant | undefined => {
  switch (refund.status) {
    case 'requested': {
      const { notBefore = now, attempts } = refund;
      if (refund.queries === 0) return notBefore > now ? notBefore : now;
      return later(now, waitIn(policy.refundRetryWaitsMs, attempts - 1));
    }
    case 'unknown':
      return later(now, waitIn(policy.refundUnknownWaitsMs, refund.queries - 1));
    case 'processing':
      return later(now, waitIn(policy.refundProcessingWaitsMs, refund.queries));
    case 'abnormal':
      return now - refund.requestedAt < policy.refundAbnormalPollMaxMs
        ? later(now, policy.refundAbnormalPollMs)
        : undefined;
    case 'success':
    case 'closed':
    case 'refused':
      return undefined;
  }
};

const waitIn = (waits: readonly number[], step: number): number =>
  waits[Math.min(Math.max(step, 0), waits.length - 1)] ?? minute;
