import { orderKey } from '../money-truth/order.ts';
import {
  paymentOfOrder,
  paymentOfPayscore,
  payscorePaymentKey,
  type RefundablePayment,
} from '../money-truth/payment-of.ts';
import { keyOfPayscore } from '../money-truth/payscore-order.ts';
import type { RefundRequestFacts } from '../money-truth/refund.ts';
import type { World } from '../world/world.ts';

/** The payment under this key, of whichever product. */
export const paymentOfKey = (world: World, key: string): RefundablePayment | undefined => {
  const order = world.orders.get(key);
  if (order !== undefined) return paymentOfOrder(order);
  const prefix = payscorePaymentKey('');
  const payscore = key.startsWith(prefix) ? world.payscore.get(key.slice(prefix.length)) : undefined;
  return payscore === undefined ? undefined : paymentOfPayscore(payscore);
};

/** The payment that a refund names, if it is this merchant's: `sub_mchid` for a sub-merchant's, none for one's own. */
export const paymentFor = (
  world: World,
  mchid: string,
  { subMchid, transactionId, outTradeNo = '' }: RefundRequestFacts,
): RefundablePayment | undefined => {
  const payscore =
    transactionId === undefined ? world.payscore.ofOutTradeNo(outTradeNo) : world.payscore.ofTransaction(transactionId);
  const order =
    transactionId === undefined
      ? world.orders.get(orderKey(mchid, subMchid ?? '', outTradeNo))
      : world.orders.ofTransaction(transactionId);
  const found =
    order === undefined
      ? paymentOfKey(world, payscore === undefined ? '' : payscorePaymentKey(keyOfPayscore(payscore)))
      : paymentOfOrder(order);
  return found?.subMchid === subMchid ? found : undefined;
};
