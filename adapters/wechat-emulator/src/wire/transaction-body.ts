import { beijingTime } from '../beijing-time.ts';
import type { Order, TradeState } from '../money-truth/order.ts';

const descriptions: Record<TradeState | 'REFUND', string> = {
  ACCEPT: '已受理，扣款中',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  PAYERROR: '支付失败',
  CLOSED: '已关闭',
};

/** An order as the deduct call, the query and the notices show it (`k12-wire.md` §5.14, §9); undefined members are not written. */
export const transactionBody = (order: Order): object => {
  const { request, successAt } = order;
  const tradeState = order.tradeState === 'SUCCESS' && (order.acceptedRefundFen ?? 0) > 0 ? 'REFUND' : order.tradeState;
  return {
    sp_appid: request.spAppid,
    sp_mchid: request.spMchid,
    sub_appid: request.subAppid,
    sub_mchid: request.subMchid,
    payer: order.payerOpenid === undefined ? undefined : { sp_openid: order.payerOpenid },
    amount: { total: request.amountFen, currency: 'CNY' },
    scene_info: { device_ip: request.deviceIp },
    bank_type: order.bankType,
    trade_type: 'AUTH',
    trade_state: tradeState,
    trade_state_description: descriptions[tradeState],
    debt_state: order.debtState,
    description: request.description,
    attach: request.attach,
    success_time: successAt === undefined ? undefined : beijingTime(successAt),
    transaction_id: order.transactionId,
    repayment_transaction_id: order.repaymentTransactionId,
    out_trade_no: request.outTradeNo,
    error_type: order.errorType,
  };
};
