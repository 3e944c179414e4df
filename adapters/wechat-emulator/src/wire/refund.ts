import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { RefundRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { DrawnFaults } from '../faults/fault-box.ts';
import { type Refund, refundKey, type RefundRequestFacts } from '../money-truth/refund.ts';
import { paymentOfKey } from '../services/payments.ts';
import type { Face, FaceAnswer } from './face.ts';
import { readBody, textFault } from './read-body.ts';
import { refundBody } from './refund-body.ts';
import { noAuth, notExists, paramError, systemError, wireError } from './wire-error.ts';

const shapeFault = (body: RefundRequest): FaceAnswer | undefined => {
  if (body.amount.refund < 1) return paramError({ field: '/amount/refund', issue: '金额应大于0' });
  if (body.amount.refund > body.amount.total) return paramError({ field: '/amount/refund', issue: '金额大于订单金额' });
  if (body.amount.currency !== 'CNY') return paramError({ field: '/amount/currency', issue: '不支持的币种' });
  if (body.transaction_id === undefined && body.out_trade_no === undefined)
    return paramError({ field: '/transaction_id', issue: '与out_trade_no二选一' });
  return textFault([
    { field: '/sub_mchid', value: body.sub_mchid, max: 32 },
    { field: '/transaction_id', value: body.transaction_id, max: 32 },
    { field: '/out_trade_no', value: body.out_trade_no, min: 6, max: 32 },
    { field: '/out_refund_no', value: body.out_refund_no, max: 64, pattern: /^[0-9A-Za-z_\-|*@]+$/ },
    { field: '/reason', value: body.reason, max: 80 },
    { field: '/notify_url', value: body.notify_url, max: 256 },
  ]);
};

const permissionFault = (engine: Engine, subMchid: string | undefined): FaceAnswer | undefined =>
  subMchid !== undefined && engine.world.subMerchants.get(subMchid) === undefined
    ? noAuth('特约商户与服务商无绑定关系')
    : undefined;

const toRequest = (body: RefundRequest): RefundRequestFacts => ({
  ...(body.sub_mchid !== undefined && { subMchid: body.sub_mchid }),
  outRefundNo: body.out_refund_no,
  ...(body.transaction_id !== undefined && { transactionId: body.transaction_id }),
  ...(body.out_trade_no !== undefined && { outTradeNo: body.out_trade_no }),
  refundFen: body.amount.refund,
  totalFen: body.amount.total,
  ...(body.reason !== undefined && { reason: body.reason }),
});

const endsAsIn = (faults: DrawnFaults): Exclude<Refund['state'], 'PROCESSING'> => {
  if (faults['refund-abnormal'] !== undefined) return 'ABNORMAL';
  return faults['refund-closed'] === undefined ? 'SUCCESS' : 'CLOSED';
};

/** `POST /v3/refund/domestic/refunds` (`k12-wire.md` §5.20): 200 means taken in, not refunded. */
export const refundFace: Face = (engine) => (request) => {
  const later = request.faults['accept-then-settle-later'];
  return pipe(
    readBody(RefundRequest, request.body),
    E.flatMap((body) => {
      const fault = shapeFault(body) ?? permissionFault(engine, body.sub_mchid);
      return fault === undefined ? E.right(toRequest(body)) : E.left(fault);
    }),
    E.flatMap((refund) =>
      pipe(
        engine.refunds.submit(refund, {
          endsAs: endsAsIn(request.faults),
          takesMs: later?.delayMs ?? engine.settings.refundTakesMs,
          merchantPoor: request.faults.decline !== undefined,
        }),
        E.mapLeft(({ status, code, message }) => wireError(status, code, message)),
      ),
    ),
    E.match(
      (refusal) => refusal,
      (refund) => (later?.hidden === true ? systemError() : shown(engine, refund)),
    ),
  );
};

/** `GET /v3/refund/domestic/refunds/{out_refund_no}?sub_mchid=` (`v3-rules.md` §9.2). */
export const queryRefundFace: Face =
  (engine) =>
  ({ params: [outRefundNo = ''], query }) => {
    const refund = engine.world.refunds.get(refundKey(query.get('sub_mchid') ?? undefined, outRefundNo));
    return refund === undefined ? notExists('退款单不存在') : shown(engine, refund);
  };

const shown = (engine: Engine, refund: Refund): FaceAnswer => {
  const payment = paymentOfKey(engine.world, refund.orderKey);
  return payment === undefined ? systemError() : { status: 200, body: refundBody(refund, payment) };
};
