import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { maybe } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

const CollectionDetail = ordered('CollectionDetail', {
  /** From 1. */
  seq: maybe(wholeNumber('Seq')),
  amount: maybe(FenAmount),
  /** `NEWTON`: collected by WeChat. `MCH`: the merchant's own channel, told by sync. */
  paid_type: maybe(t.string),
  /** `yyyyMMddHHmmss` */
  paid_time: maybe(t.string),
  /** Of a refund the key; only if WeChat collected more than nothing. */
  transaction_id: maybe(t.string),
  promotion_detail: maybe(t.UnknownArray),
});

const Sums = ordered('PayscoreCollection', {
  /** `USER_PAYING`, `USER_PAID`; unknown values pass. */
  state: t.string,
  total_amount: FenAmount,
  paying_amount: FenAmount,
  paid_amount: FenAmount,
  bank_type: maybe(t.string),
  details: maybe(t.readonlyArray(CollectionDetail)),
});
export type PayscoreCollection = t.TypeOf<typeof Sums>;

/**
 * 收款信息, only in answers and notices (`payscore-wire.md` §3.8). A collection that contradicts itself does not decode: it
 * proves no payment (INV-78).
 */
export const PayscoreCollection: t.Type<PayscoreCollection, object> = new t.Type(
  'PayscoreCollection',
  (input): input is PayscoreCollection => Sums.is(input) && contradiction(input) === undefined,
  (input, context) => {
    const sums = Sums.validate(input, context);
    if (E.isLeft(sums)) return sums;
    const wrong = contradiction(sums.right);
    return wrong === undefined
      ? sums
      : t.failure(sums.right, t.appendContext(context, wrong, PayscoreCollection, sums.right[wrong]));
  },
  Sums.encode,
);

/** The member that contradicts the others. */
const contradiction = (sums: PayscoreCollection): 'paid_amount' | 'paying_amount' | undefined => {
  if (sums.paying_amount + sums.paid_amount !== sums.total_amount) return 'paid_amount';
  return sums.state === 'USER_PAID' && sums.paying_amount > 0 ? 'paying_amount' : undefined;
};
