import type { Instant } from '../kernel/instant.ts';
import type { RefundNo } from '../kernel/ids.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscoreCollected, PayscoreSaid } from './said.ts';

/**
 * We told WeChat that it was paid outside, or are about to, and WeChat has collected all the same: that money goes back,
 * once (INV-77).
 */
export const paidTwiceIn = (
  order: PayscoreOrder,
  { collection }: PayscoreSaid,
  at: Instant,
): Extract<PayscoreOrderEvent, { type: 'PayscorePaidTwice' }> | undefined => {
  const wasPaidOutside = order.asked?.wish.type === 'sync' || order.taken.sync !== undefined;
  if (!wasPaidOutside || order.paidTwice !== undefined) return undefined;
  const collected = collectedByWechat(collection);
  if (collected?.transactionId === undefined) return undefined;
  const { transactionId, amount } = collected;
  return { type: 'PayscorePaidTwice', at, transactionId, amount };
};

/** The one collection that can be refunded: WeChat's own, with its number. */
export const collectedByWechat = (collection: PayscoreSaid['collection']): PayscoreCollected | undefined =>
  collection?.state === 'user-paid'
    ? collection.details.find(
        ({ by, amount, transactionId }) => by === 'wechat' && amount > 0 && transactionId !== undefined,
      )
    : undefined;

/** The number of that refund is a function of the order, so there is one, whoever begins it (INV-77). */
export const paidTwiceRefundNo = ({ no }: Pick<PayscoreOrder, 'no'>): RefundNo => `paid-twice@${no}` as RefundNo;
