import { fromRfc3339, type RefundAnswer, type RefundRef } from '@facepay/domain';
import type { RefundBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

/**
 * What a verified refund says; left: why it proves nothing, `mismatch…` where it speaks of another refund than the one asked
 * for (INV-10). 200 means taken in; the truth is `status`.
 */
export const toRefundAnswer = (request: RefundRef, body: RefundBody): E.Either<string, RefundAnswer> => {
  const differing = differences(request, body);
  if (differing.length > 0) return E.left(`mismatch: ${differing.join(', ')}`);
  const { status, refund_id: refundId } = body;
  switch (status) {
    case undefined:
    case '':
      return E.left('status missing');
    case 'SUCCESS': {
      const refundedAt = fromRfc3339(body.success_time ?? '');
      return refundedAt === undefined
        ? E.left('success_time missing')
        : E.right({ type: 'Refunded', refundId, refundedAt });
    }
    case 'CLOSED':
      return E.right({ type: 'RefundClosed', refundId });
    case 'ABNORMAL':
      return E.right({ type: 'RefundAbnormal', refundId });
    default: // PROCESSING and whatever WeChat adds
      return E.right({ type: 'RefundUnderWay', refundId, state: status.slice(0, 32) });
  }
};

const differences = (
  { no, subMchid, transactionId, amount, total }: RefundRef,
  body: RefundBody,
): readonly string[] => {
  const pairs: readonly (readonly [string, boolean])[] = [
    ['sub_mchid', (body.sub_mchid ?? subMchid) !== subMchid],
    ['out_refund_no', body.out_refund_no !== no],
    ['transaction_id', body.transaction_id !== transactionId],
    ['amount.refund', body.amount.refund !== amount],
    ['amount.total', body.amount.total !== total],
    ['amount.currency', (body.amount.currency ?? 'CNY') !== 'CNY'],
  ];
  return pairs.filter(([, wrong]) => wrong).map(([name]) => name);
};
