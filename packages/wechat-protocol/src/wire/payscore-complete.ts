import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { PostDiscounts, PostPayments, ServiceDevice, ServiceLocation, TimeRange } from './payscore-parts.ts';
import { maybe } from './resource.ts';

const sums = { post_payments: PostPayments, post_discounts: maybe(PostDiscounts), total_amount: FenAmount };
const service = {
  time_range: maybe(TimeRange),
  location: maybe(ServiceLocation),
  profit_sharing: maybe(t.boolean),
};

/** 完结支付分订单 (`payscore-wire.md` §4.4): the lists replace those of the creation; the deduction starts by itself. */
export const PayscoreCompleteRequest = ordered('PayscoreCompleteRequest', {
  appid: t.string,
  service_id: t.string,
  ...sums,
  ...service,
  goods_tag: maybe(t.string),
  device: maybe(ServiceDevice),
});
export type PayscoreCompleteRequest = t.TypeOf<typeof PayscoreCompleteRequest>;

/** The same in partner mode (§5): without `appid`, and answered by 204. */
export const PayscorePartnerCompleteRequest = ordered('PayscorePartnerCompleteRequest', {
  service_id: t.string,
  sub_mchid: t.string,
  ...sums,
  ...service,
  /** RFC 3339; its effect is not documented. */
  complete_time: maybe(t.string),
  goods_tag: maybe(t.string),
  device: maybe(ServiceDevice),
});
export type PayscorePartnerCompleteRequest = t.TypeOf<typeof PayscorePartnerCompleteRequest>;
