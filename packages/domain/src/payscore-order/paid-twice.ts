import { type Fen, minFen, restOf, sumFen } from '../kernel/fen.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RefundNo } from '../kernel/ids.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscoreCollected, PayscoreCollection, PayscoreSaid } from './said.ts';

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
  if (collection === undefined || collected?.transactionId === undefined) return undefined;
  const { transactionId } = collected;
  const amount = tooMuch(collection, collected.amount);
  return amount > 0 ? { type: 'PayscorePaidTwice', at, transactionId, amount } : undefined;
};

/**
 * Where WeChat counts our part, what both parts have above the total: a part that it had collected before is not paid twice.
 * Where it does not, the sync came too late, and all that it took.
 */
const tooMuch = ({ details, total }: PayscoreCollection, collected: Fen): Fen => {
  if (!details.some(({ by }) => by === 'merchant')) return collected;
  const sum = sumFen(details.map(({ amount }) => amount));
  return minFen(collected, restOf(sum, total));
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
