import { beijingTime } from '../beijing-time.ts';
import type { RefundablePayment } from '../money-truth/payment-of.ts';
import type { Refund } from '../money-truth/refund.ts';

const amountOf = ({ request }: Refund): object => ({
  total: request.totalFen,
  refund: request.refundFen,
  payer_total: request.totalFen,
  payer_refund: request.refundFen,
});

/** A refund as the call and the query show it (`v3-rules.md` §9.1); undefined members are not written. */
export const refundBody = (refund: Refund, payment: RefundablePayment): object => ({
  refund_id: refund.refundId,
  out_refund_no: refund.request.outRefundNo,
  transaction_id: payment.transactionId,
  out_trade_no: payment.outTradeNo,
  channel: 'ORIGINAL',
  user_received_account: payment.account,
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
export const refundNoticeBody = (refund: Refund, payment: RefundablePayment): object => ({
  ...(payment.subMchid === undefined
    ? { mchid: payment.mchid }
    : { sp_mchid: payment.mchid, sub_mchid: payment.subMchid }),
  out_trade_no: payment.outTradeNo,
  transaction_id: payment.transactionId,
  out_refund_no: refund.request.outRefundNo,
  refund_id: refund.refundId,
  refund_status: refund.state,
  success_time: refund.successAt === undefined ? undefined : beijingTime(refund.successAt),
  user_received_account: payment.account,
  amount: amountOf(refund),
});
