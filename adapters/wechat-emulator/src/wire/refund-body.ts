import { beijingTime } from '../beijing-time.ts';
import type { Order } from '../money-truth/order.ts';
import type { Refund } from '../money-truth/refund.ts';

const amountOf = ({ request }: Refund): object => ({
  total: request.totalFen,
  refund: request.refundFen,
  payer_total: request.totalFen,
  payer_refund: request.refundFen,
});

/** A refund as the call and the query show it (`v3-rules.md` §9.1); undefined members are not written. */
export const refundBody = (refund: Refund, order: Order): object => ({
  refund_id: refund.refundId,
  out_refund_no: refund.request.outRefundNo,
  transaction_id: order.transactionId,
  out_trade_no: order.request.outTradeNo,
  channel: 'ORIGINAL',
  user_received_account: accountOf(order),
  success_time: refund.successAt === undefined ? undefined : beijingTime(refund.successAt),
  create_time: beijingTime(refund.createdAt),
  status: refund.state,
  funds_account: 'AVAILABLE',
  amount: {
    ...amountOf(refund),
    settlement_refund: refund.request.refundFen,
    settlement_total: refund.request.totalFen,
    discount_refund: 0,
    currency: 'CNY',
  },
  promotion_detail: [],
});

/** The same as `REFUND.*` notices carry it (`k12-wire.md` §8.6): `refund_status`, not `status`. */
export const refundNoticeBody = (refund: Refund, order: Order): object => ({
  sp_mchid: order.request.spMchid,
  sub_mchid: order.request.subMchid,
  out_trade_no: order.request.outTradeNo,
  transaction_id: order.transactionId,
  out_refund_no: refund.request.outRefundNo,
  refund_id: refund.refundId,
  refund_status: refund.state,
  success_time: refund.successAt === undefined ? undefined : beijingTime(refund.successAt),
  user_received_account: accountOf(order),
  amount: amountOf(refund),
});

const accountOf = ({ bankType, debtState }: Order): string =>
  debtState === 'DEBT' || bankType === 'BPA' ? '垫资' : bankType === 'OTHERS' ? '支付用户零钱' : (bankType ?? '');
