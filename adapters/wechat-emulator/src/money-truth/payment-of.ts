import { keyOfRequest, type Order } from './order.ts';
import { keyOfPayscore, type PayscoreOrder } from './payscore-order.ts';

/** What a refund gives back: a payment, whichever product took it (`v3-rules.md` §9.1). */
export interface RefundablePayment {
  /** Names it among all payments. */
  readonly key: string;
  readonly mchid: string;
  /** Of a service provider's payment. */
  readonly subMchid?: string;
  readonly outTradeNo: string;
  readonly transactionId?: string;
  readonly totalFen: number;
  /** Absent while nothing is paid. */
  readonly paidAt?: number;
  /** `user_received_account` */
  readonly account: string;
  readonly payerOpenid?: string;
  /** The money came from the payer's balance and goes back there. */
  readonly toBalance: boolean;
}

const accountOf = (bankType: string | undefined): string => (bankType === 'OTHERS' ? '支付用户零钱' : (bankType ?? ''));

export const paymentOfOrder = (order: Order): RefundablePayment => {
  const { request, bankType, debtState, successAt, transactionId, payerOpenid } = order;
  const advanced = debtState === 'DEBT' || bankType === 'BPA';
  return {
    key: keyOfRequest(request),
    mchid: request.spMchid,
    subMchid: request.subMchid,
    outTradeNo: request.outTradeNo,
    ...(transactionId !== undefined && { transactionId }),
    totalFen: request.amountFen,
    ...(order.tradeState === 'SUCCESS' && successAt !== undefined && { paidAt: successAt }),
    account: advanced ? '垫资' : accountOf(bankType),
    ...(payerOpenid !== undefined && { payerOpenid }),
    toBalance: debtState !== 'DEBT' && bankType === 'OTHERS',
  };
};

/** Among all payments; numbers of service orders are not those of deductions. */
export const payscorePaymentKey = (key: string): string => `payscore:${key}`;

/** Only what WeChat collected is there to be refunded: undefined before, for nothing, and for what the merchant took itself. */
export const paymentOfPayscore = (order: PayscoreOrder): RefundablePayment | undefined => {
  const { party, payment, openid } = order;
  if (payment?.transactionId === undefined) return undefined;
  return {
    key: payscorePaymentKey(keyOfPayscore(order)),
    mchid: party.mchid,
    ...(party.subMchid !== undefined && { subMchid: party.subMchid }),
    outTradeNo: payment.outTradeNo ?? order.outOrderNo,
    transactionId: payment.transactionId,
    totalFen: payment.amountFen,
    paidAt: payment.paidAt,
    account: accountOf(payment.bankType),
    ...(openid !== undefined && { payerOpenid: openid }),
    toBalance: payment.bankType === 'OTHERS',
  };
};
