import type { RefundRef } from '@facepay/domain';
import type { RefundRequest } from '@facepay/wechat-protocol';

/** The body of 申请退款: the same request gives the same text, for ever (INV-6). */
export const toRefundBody = (request: RefundRef & { readonly reason: string }): string => {
  const body: RefundRequest = {
    ...(request.subMchid === undefined ? {} : { sub_mchid: request.subMchid }),
    transaction_id: request.transactionId,
    out_refund_no: request.no,
    reason: toReason(request.reason),
    amount: { refund: request.amount, total: request.total, currency: 'CNY' },
  };
  return JSON.stringify(body);
};

/** At most 80 characters (`v3-rules.md` §9.1), none of four bytes (§1). */
const toReason = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
    .slice(0, 80);
