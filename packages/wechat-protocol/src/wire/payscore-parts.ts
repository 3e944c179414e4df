import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { maybe } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

const Count = wholeNumber('Count');

/** 后付费项目 (`payscore-wire.md` §3.2), at most 100. `count` is shown only, never multiplied in (INV-71). */
export const PostPayment = ordered('PostPayment', {
  /** At most 20 characters; once in an order, but for `商品信息`. */
  name: maybe(t.string),
  amount: maybe(FenAmount),
  /** At most 30 characters. */
  description: maybe(t.string),
  count: maybe(Count),
});
export type PostPayment = t.TypeOf<typeof PostPayment>;

/** 后付费商户优惠 (§3.3), at most 30. Without an amount at creation, with one at completion. */
export const PostDiscount = ordered('PostDiscount', {
  name: maybe(t.string),
  description: maybe(t.string),
  amount: maybe(FenAmount),
  count: maybe(Count),
});
export type PostDiscount = t.TypeOf<typeof PostDiscount>;

/** 订单风险金 (§3.4). `DEPOSIT`, `ADVANCE`, `CASH_DEPOSIT`: deposit-waived; `ESTIMATE_ORDER_COST`: enjoy-first. */
export const RiskFund = ordered('RiskFund', { name: t.string, amount: FenAmount, description: maybe(t.string) });
export type RiskFund = t.TypeOf<typeof RiskFund>;

/** 服务时间段 (§3.5): `yyyyMMddHHmmss`, `yyyyMMdd` or, for the start, `OnAccept`; Beijing time. */
export const TimeRange = ordered('TimeRange', {
  start_time: maybe(t.string),
  start_time_remark: maybe(t.string),
  end_time: maybe(t.string),
  end_time_remark: maybe(t.string),
});
export type TimeRange = t.TypeOf<typeof TimeRange>;

/** 服务位置 (§3.6), at most 50 characters each. */
export const ServiceLocation = ordered('ServiceLocation', {
  start_location: maybe(t.string),
  end_location: maybe(t.string),
});
export type ServiceLocation = t.TypeOf<typeof ServiceLocation>;

/** 设备信息 (§3.7), at most 64 characters each (assumed). */
export const ServiceDevice = ordered('ServiceDevice', {
  start_device_id: maybe(t.string),
  end_device_id: maybe(t.string),
  materiel_no: maybe(t.string),
});
export type ServiceDevice = t.TypeOf<typeof ServiceDevice>;

export const PostPayments = t.readonlyArray(PostPayment, 'PostPayments');
export const PostDiscounts = t.readonlyArray(PostDiscount, 'PostDiscounts');
