import { orderKey } from '../money-truth/order.ts';
import type { Face } from './face.ts';
import { transactionBody } from './transaction-body.ts';
import { noAuth, paramError, wireError } from './wire-error.ts';

/** `GET /v3/offlineface/transactions/out-trade-no/{out_trade_no}` (`k12-wire.md` §5.15). */
export const queryOrderFace: Face =
  (engine) =>
  ({ params: [outTradeNo = ''], query }) => {
    const [spMchid, subMchid, product] = ['sp_mchid', 'sub_mchid', 'business_product_id'].map((name) =>
      query.get(name),
    );
    if (!spMchid) return paramError({ field: 'sp_mchid', issue: '缺失', location: 'query' });
    if (!subMchid) return paramError({ field: 'sub_mchid', issue: '缺失', location: 'query' });
    if (product !== '2' && product !== '11')
      return paramError({ field: 'business_product_id', issue: '缺失或取值错误', location: 'query' });
    if (spMchid !== engine.keyRoom.keys().mchid) return noAuth('商户号与签名商户号不一致');
    const order = engine.world.orders.get(orderKey(spMchid, subMchid, outTradeNo));
    const isUnseen = order?.tradeState === 'ACCEPT' && order.unseen === true;
    if (order === undefined || isUnseen || order.request.businessProductId !== Number(product))
      return wireError(404, 'ORDER_NOT_EXIST', '订单不存在');
    return { status: 200, body: transactionBody(order) };
  };
