import * as t from 'io-ts';
import { ordered } from './ordered.ts';
import { PostDiscounts, PostPayments, RiskFund, ServiceDevice, ServiceLocation, TimeRange } from './payscore-parts.ts';
import { maybe } from './resource.ts';

const service = {
  /** At most 20 characters, Chinese ones counted as one. */
  service_introduction: t.string,
  post_payments: maybe(PostPayments),
  post_discounts: maybe(PostDiscounts),
};

/** 创建支付分订单 (`payscore-wire.md` §4.1), members in the order of the merchants' guide. */
export const PayscoreCreateRequest = ordered('PayscoreCreateRequest', {
  /** The idempotency key. */
  out_order_no: t.string,
  appid: t.string,
  service_id: t.string,
  ...service,
  time_range: TimeRange,
  location: maybe(ServiceLocation),
  risk_fund: RiskFund,
  /** URL-encoded, at most 256 after that. */
  attach: maybe(t.string),
  notify_url: t.string,
  /** Exactly where the user need not confirm (INV-74). */
  openid: maybe(t.string),
  /** True where absent. */
  need_user_confirm: maybe(t.boolean),
  device: maybe(ServiceDevice),
});
export type PayscoreCreateRequest = t.TypeOf<typeof PayscoreCreateRequest>;

/** The same in partner mode (§5): `appid` is the provider's; the user under either appid. */
export const PayscorePartnerCreateRequest = ordered('PayscorePartnerCreateRequest', {
  service_id: t.string,
  appid: t.string,
  sub_mchid: t.string,
  sub_appid: maybe(t.string),
  out_order_no: t.string,
  ...service,
  risk_fund: RiskFund,
  time_range: TimeRange,
  location: maybe(ServiceLocation),
  openid: maybe(t.string),
  sub_openid: maybe(t.string),
  need_user_confirm: maybe(t.boolean),
  notify_url: t.string,
  attach: maybe(t.string),
  device: maybe(ServiceDevice),
});
export type PayscorePartnerCreateRequest = t.TypeOf<typeof PayscorePartnerCreateRequest>;
