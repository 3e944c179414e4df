import { type Instant, later, minute, msBetween } from '../kernel/instant.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscorePolicy } from './policy.ts';

/** When the worker looks at it next; nothing where only a person or a notice moves it (INV-79, INV-80). */
export const nextPayscoreDueAt = (order: PayscoreOrder, now: Instant, policy: PayscorePolicy): Instant | undefined => {
  const { asked, looks, status } = order;
  if (asked?.status === 'asked') {
    if (asked.notBefore !== undefined) return asked.notBefore > now ? asked.notBefore : now;
    return asked.attempts === 0 ? now : later(now, waitIn(policy.payscoreRetryWaitsMs, asked.attempts - 1));
  }
  if (asked !== undefined) return later(now, waitIn(policy.payscoreUnknownWaitsMs, asked.queries));
  switch (status) {
    case 'created': // looked at again when it must have expired
      return later(
        now,
        Math.max(1, Math.min(waitIn(policy.payscoreConfirmWaitsMs, looks), untilExpiry(order, now, policy))),
      );
    case 'awaiting-payment':
      return later(now, waitIn(policy.payscorePaymentWaitsMs, looks));
    case 'requested':
    case 'refused':
    case 'in-service':
    case 'done':
    case 'revoked':
    case 'expired':
      return undefined;
  }
};

/** A package that still opens the confirm page (INV-79). */
export const payscorePackageOf = (
  { status, package: given }: PayscoreOrder,
  now: Instant,
  { payscorePackageMs }: Pick<PayscorePolicy, 'payscorePackageMs'>,
): string | undefined =>
  status === 'created' && given !== undefined && msBetween(given.at, now) < payscorePackageMs ? given.text : undefined;

const untilExpiry = ({ movedAt }: PayscoreOrder, now: Instant, { payscoreExpiryMs }: PayscorePolicy): number => {
  const left = payscoreExpiryMs + minute - msBetween(movedAt, now);
  return left > 0 ? left : Number.POSITIVE_INFINITY;
};
const waitIn = (waits: readonly number[], step: number): number =>
  waits[Math.min(Math.max(step, 0), waits.length - 1)] ?? minute;
