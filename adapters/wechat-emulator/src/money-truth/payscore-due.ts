import type { PayscoreSettings } from '../payscore-settings.ts';
import { isCollecting, type PayscoreOrder } from './payscore-order.ts';

/** When something happens to an order by itself: expiry, the end of an attempt, the next of the plan (`payscore-wire.md` §6, §9). */
export const payscoreDueAt =
  ({ payscoreConfirmWindowMs }: PayscoreSettings) =>
  (order: PayscoreOrder): number | undefined => {
    if (order.state === 'CREATED') return order.createdAt + payscoreConfirmWindowMs;
    return isCollecting(order) ? (order.deduction?.running?.endsAt ?? order.deduction?.nextAt) : undefined;
  };

/** Completed, and unpaid for so long that it hurts. */
export const isOverdue = (order: PayscoreOrder, { payscoreOverdueAfterMs }: PayscoreSettings, now: number): boolean =>
  isCollecting(order) && now - (order.completedAt ?? now) > payscoreOverdueAfterMs;
