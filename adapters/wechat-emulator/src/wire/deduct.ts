import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { TransactionRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { DeductRequest } from '../money-truth/order.ts';
import type { Face, FaceAnswer } from './face.ts';
import { readBody, textFault } from './read-body.ts';
import { transactionBody } from './transaction-body.ts';
import { noAuth, paramError, systemError, wireError } from './wire-error.ts';

const shapeFault = (body: TransactionRequest): FaceAnswer | undefined => {
  if (body.amount.total < 1)
    return paramError({ field: '/amount/total', issue: '金额应大于0', value: body.amount.total });
  if (body.amount.currency !== 'CNY') return paramError({ field: '/amount/currency', issue: '不支持的币种' });
  const { business_product_id: product } = body.business;
  if (product !== 2 && product !== 11)
    return paramError({ field: '/business/business_product_id', issue: '取值错误', value: product });
  return textFault([
    { field: '/auth_code', value: body.auth_code, max: 16_384 },
    { field: '/sp_appid', value: body.sp_appid, max: 32 },
    { field: '/sp_mchid', value: body.sp_mchid, max: 32 },
    { field: '/sub_appid', value: body.sub_appid, max: 32 },
    { field: '/sub_mchid', value: body.sub_mchid, max: 32 },
    { field: '/scene_info/device_ip', value: body.scene_info.device_ip, max: 45 },
    { field: '/goods_tag', value: body.goods_tag, max: 32 },
    { field: '/description', value: body.description, max: 128 },
    { field: '/attach', value: body.attach, max: 128 },
    { field: '/out_trade_no', value: body.out_trade_no, min: 6, max: 32, pattern: /^[0-9A-Za-z_\-|*]+$/ },
  ]);
};

const permissionFault = (engine: Engine, body: TransactionRequest): FaceAnswer | undefined => {
  const keys = engine.keyRoom.keys();
  if (body.sp_mchid !== keys.mchid) return noAuth('商户号与签名商户号不一致');
  if (body.sp_appid !== keys.appid) return noAuth('appid与商户号不匹配');
  if (engine.world.subMerchants.get(body.sub_mchid) === undefined) return noAuth('特约商户与服务商无绑定关系');
  return undefined;
};

const toRequest = (body: TransactionRequest): DeductRequest => ({
  authCode: body.auth_code,
  spAppid: body.sp_appid,
  spMchid: body.sp_mchid,
  ...(body.sub_appid !== undefined && { subAppid: body.sub_appid }),
  subMchid: body.sub_mchid,
  amountFen: body.amount.total,
  deviceIp: body.scene_info.device_ip,
  ...(body.goods_tag !== undefined && { goodsTag: body.goods_tag }),
  description: body.description,
  ...(body.attach !== undefined && { attach: body.attach }),
  profitSharing: body.settle_info?.profit_sharing ?? false,
  outTradeNo: body.out_trade_no,
  businessProductId: body.business.business_product_id,
  businessSceneId: body.business.business_scene_id,
});

const settleLaterMsDefault = 60_000;

/** `POST /v3/offlineface/transactions` (`k12-wire.md` §5.14): 200 means answered, not paid. */
export const deductFace: Face = (engine) => (request) => {
  engine.world.setMeta({ deductRequests: engine.world.meta().deductRequests + 1 });
  const later = request.faults['accept-then-settle-later'];
  return pipe(
    readBody(TransactionRequest, request.body),
    E.flatMap((body) => {
      const fault = shapeFault(body) ?? permissionFault(engine, body);
      return fault === undefined ? E.right(toRequest(body)) : E.left(fault);
    }),
    E.flatMap((deduct) =>
      pipe(
        engine.deductions.submit(deduct, {
          closeOnFailure: request.faults['order-closed'] !== undefined,
          settleLaterMs: later && (later.delayMs ?? settleLaterMsDefault),
          unseen: later?.unseen === true,
          declined: request.faults.decline !== undefined,
        }),
        E.mapLeft(({ status, code, message }) => wireError(status, code, message)),
      ),
    ),
    E.match(
      (refusal) => refusal,
      (order) => {
        if (order.tradeState === 'CLOSED')
          return wireError(engine.settings.orderClosedStatus, 'ORDER_CLOSED', '订单已关闭');
        return later?.hidden === true ? systemError() : { status: 200, body: transactionBody(order) };
      },
    ),
  );
};
