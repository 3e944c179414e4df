import * as t from 'io-ts';
import { ordered } from './ordered.ts';
import { maybe } from './resource.ts';

/** 取消支付分订单 (`payscore-wire.md` §4.3). The reason at most 30 characters; a repeat gives the same one (INV-75). */
export const PayscoreCancelRequest = ordered('PayscoreCancelRequest', {
  appid: t.string,
  /** Optional on the newest page; we send it. */
  service_id: maybe(t.string),
  reason: t.string,
});
export type PayscoreCancelRequest = t.TypeOf<typeof PayscoreCancelRequest>;

/** The same in partner mode (§5): without `appid`, and answered by 204. */
export const PayscorePartnerCancelRequest = ordered('PayscorePartnerCancelRequest', {
  service_id: t.string,
  sub_mchid: t.string,
  reason: t.string,
});
export type PayscorePartnerCancelRequest = t.TypeOf<typeof PayscorePartnerCancelRequest>;
