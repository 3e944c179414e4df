import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { PostDiscounts, PostPayments } from './payscore-parts.ts';
import { maybe } from './resource.ts';

/** `send-pendingmessage` and `send-prepaidmessage` (`payscore-wire.md` §4.9), each once an order; 204. */
export const PayscoreMessageRequest = ordered('PayscoreMessageRequest', {
  service_id: t.string,
  /** In partner mode. */
  sub_mchid: maybe(t.string),
  post_payments: PostPayments,
  post_discounts: maybe(PostDiscounts),
  total_amount: FenAmount,
  /** `yyyyMMdd`: the day on which the money will be asked for. */
  prepaid_time: t.string,
});
export type PayscoreMessageRequest = t.TypeOf<typeof PayscoreMessageRequest>;
