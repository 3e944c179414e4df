import { DeductionNo, Fen, OrganizationId, SubMchid } from '@facepay/domain';
import type { DeductionRef, DeductionRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { mchid } from './fake-gateway.ts';

export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`not legal: ${JSON.stringify(either.left)}`);
  return either.right;
};

export const order: DeductionRef = {
  no: must(DeductionNo.of('F0123456789abcdef0123456789ab01')),
  subMchid: must(SubMchid.of('1600000001')),
  amount: must(Fen.of(1200)),
};
export const request: DeductionRequest = {
  ...order,
  organization: must(OrganizationId.of('O0A1B2CZ0123456789')),
  scene: 'canteen',
  credential: 'Y3JlZGVudGlhbA+/==',
  deviceIp: '10.0.0.7',
  description: '午餐',
};

/** The order as WeChat tells it once it is paid. */
export const paidBody = {
  sp_appid: 'wx0123456789abcdef',
  sp_mchid: mchid,
  sub_mchid: order.subMchid,
  amount: { total: order.amount, currency: 'CNY' },
  trade_type: 'AUTH',
  trade_state: 'SUCCESS',
  debt_state: 'NOT_DEBT',
  success_time: '2027-01-15T16:00:00+08:00',
  transaction_id: '4200000000202701150000000001',
  out_trade_no: order.no,
};
