import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { PostDiscounts, PostPayments, ServiceDevice } from './payscore-parts.ts';
import { maybe } from './resource.ts';

const change = {
  post_payments: PostPayments,
  post_discounts: maybe(PostDiscounts),
  total_amount: FenAmount,
  /** At most 50 characters. */
  reason: t.string,
  device: maybe(ServiceDevice),
};

/** 修改订单金额 (`payscore-wire.md` §4.5): downward only, while unpaid (INV-76). */
export const PayscoreModifyRequest = ordered('PayscoreModifyRequest', {
  appid: t.string,
  service_id: t.string,
  ...change,
});
export type PayscoreModifyRequest = t.TypeOf<typeof PayscoreModifyRequest>;

/** The same in partner mode (§5): without `appid`, and answered by 204. */
export const PayscorePartnerModifyRequest = ordered('PayscorePartnerModifyRequest', {
  service_id: maybe(t.string),
  sub_mchid: t.string,
  ...change,
});
export type PayscorePartnerModifyRequest = t.TypeOf<typeof PayscorePartnerModifyRequest>;
