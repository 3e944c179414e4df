import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { PayscoreCollection } from './payscore-collection.ts';
import { PostDiscounts, PostPayments, RiskFund, ServiceDevice, ServiceLocation, TimeRange } from './payscore-parts.ts';
import { maybe } from './resource.ts';

const named = {
  appid: t.string,
  mchid: t.string,
  sub_appid: maybe(t.string),
  sub_mchid: maybe(t.string),
  out_order_no: t.string,
  service_id: t.string,
};

/**
 * A service order as create, query, complete, modify and sync answer it and as notices carry it (`payscore-wire.md` §4, §5):
 * each gives its part of the members. Decide by (`state`, `state_description`, `collection.state`), paid by the last (INV-78).
 */
export const payscoreOrderMembers = {
  ...named,
  service_introduction: maybe(t.string),
  /** `CREATED`, `DOING`, `DONE`, `REVOKED`, `EXPIRED`; unknown values pass. */
  state: t.string,
  /** `USER_CONFIRM`, `MCH_COMPLETE` while doing; "" and absence are alike, and the documents' sample on `CREATED` means nothing. */
  state_description: maybe(t.string),
  total_amount: maybe(FenAmount),
  post_payments: maybe(PostPayments),
  post_discounts: maybe(PostDiscounts),
  risk_fund: maybe(RiskFund),
  time_range: maybe(TimeRange),
  location: maybe(ServiceLocation),
  device: maybe(ServiceDevice),
  attach: maybe(t.string),
  notify_url: maybe(t.string),
  order_id: maybe(t.string),
  /** Of create only: opens the confirmation in WeChat, valid for one hour. */
  package: maybe(t.string),
  need_collection: maybe(t.boolean),
  collection: maybe(PayscoreCollection),
  /** Once the user is known. */
  openid: maybe(t.string),
  sub_openid: maybe(t.string),
};
export const PayscoreOrderBody = ordered('PayscoreOrderBody', payscoreOrderMembers);
export type PayscoreOrderBody = t.TypeOf<typeof PayscoreOrderBody>;

/** What cancel answers in direct mode (§4.3): which order it was, no state. */
export const PayscoreCancelBody = ordered('PayscoreCancelBody', { ...named, order_id: maybe(t.string) });
export type PayscoreCancelBody = t.TypeOf<typeof PayscoreCancelBody>;
