import {
  type DomainEvent,
  type Instant,
  type Loaded,
  openPayscoreRefund,
  paidTwiceRefundNo,
  type PayscoreOrder,
  type PayscoreOrderNo,
  payscoreRefundBookKey,
  ref,
  type RefundNo,
  type RefundPolicy,
  type WechatRefunds,
  type Write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { AdvancedPayscore, PayscoreService } from './payscore-step.ts';
import { ownRefundChange } from './refund-books.ts';

/** An order, one refund of it, and the book that they are summed in. */
export const payscoreRefs = (no: PayscoreOrderNo, refundNo: RefundNo = paidTwiceRefundNo({ no })) => ({
  order: ref('payscoreOrder', no),
  refund: ref('refund', refundNo),
  refundBook: ref('refundBook', payscoreRefundBookKey({ no })),
});
export type PayscoreRefs = ReturnType<typeof payscoreRefs>;

export interface GivingBack {
  readonly refunds: WechatRefunds;
  readonly refundPolicy: RefundPolicy;
  readonly payscore: PayscoreService;
}
/**
 * Paid at the counter and collected by WeChat as well: what WeChat took goes back, once, in the transaction that finds it out. Its
 * number is a function of the order's, so whoever finds it out again meets the same refund (INV-77).
 */
export const giveBackPaidTwice = (
  { refunds, refundPolicy, payscore }: GivingBack,
  found: Loaded<PayscoreRefs>,
  { order, events }: AdvancedPayscore & { readonly order: PayscoreOrder },
  now: Instant,
): { readonly writes: readonly Write[]; readonly events: readonly DomainEvent[] } => {
  const { paidTwice } = order;
  if (paidTwice === undefined || !events.some(({ type }) => type === 'PayscorePaidTwice')) return nothing;
  const { refund, refundBook: book } = found;
  const wish = { no: paidTwiceRefundNo(order), amount: paidTwice.amount, reason, by: 'facepay', at: now };
  const opened = openPayscoreRefund(
    { order, refund, book, ...ofMerchant(payscore) },
    wish,
    refundPolicy,
    refunds.prepare,
  );
  // What was refunded by hand before is not refunded again; the alarm of the event is for a person all the same.
  if (E.isLeft(opened) || opened.right.refund === undefined || opened.right.events.length === 0) return nothing;
  return ownRefundChange(found, { ...opened.right, refund: opened.right.refund }, now, { refundPolicy });
};
/** Whose payment it was, in partner mode. */
export const ofMerchant = ({ subMchid }: PayscoreService): Pick<PayscoreService, 'subMchid'> =>
  subMchid === undefined ? {} : { subMchid };
const nothing = { writes: [], events: [] };
/** WeChat shows it to the payer. */
const reason = '已通过其他方式收款,退回重复扣款';
