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

const Given = ordered('PayscoreCollection', {
  /** `USER_PAYING`, `USER_PAID`; unknown values pass. */
  state: t.string,
  total_amount: maybe(FenAmount),
  paying_amount: maybe(FenAmount),
  paid_amount: maybe(FenAmount),
  bank_type: maybe(t.string),
  details: maybe(t.readonlyArray(CollectionDetail)),
});
type Given = t.TypeOf<typeof Given>;
interface Amounts {
  readonly total_amount: number;
  readonly paying_amount: number;
  readonly paid_amount: number;
}
export type PayscoreCollection = Given & Amounts;

/**
 * 收款信息, only in answers and notices (`payscore-wire.md` §3.8). A collection that contradicts itself does not decode: it
 * proves no payment (INV-78). Only `state` is promised: an amount that is left out, such as a 0, is what the others make it.
 */
export const PayscoreCollection: t.Type<PayscoreCollection, object> = new t.Type(
  'PayscoreCollection',
  (input): input is PayscoreCollection => Given.is(input) && hasAmounts(input) && contradiction(input) === undefined,
  (input, context) => {
    const given = Given.validate(input, context);
    if (E.isLeft(given)) return given;
    const { state, bank_type, details } = given.right;
    const amounts = filled(given.right);
    const wrong = amounts === undefined ? 'total_amount' : contradiction({ state, ...amounts });
    if (amounts === undefined || wrong !== undefined)
      return t.failure(input, t.appendContext(context, wrong ?? 'total_amount', PayscoreCollection, input));
    return t.success({
      state,
      ...amounts,
      ...(bank_type !== undefined && { bank_type }),
      ...(details !== undefined && { details }),
    });
  },
  Given.encode,
);

const hasAmounts = (given: Given): given is PayscoreCollection =>
  given.total_amount !== undefined && given.paying_amount !== undefined && given.paid_amount !== undefined;

/** Undefined where too little is said to tell. */
const filled = ({ state, total_amount, paying_amount: paying, paid_amount: paid }: Given): Amounts | undefined => {
  const total = total_amount ?? (paying !== undefined && paid !== undefined ? paying + paid : undefined);
  if (total === undefined) return undefined;
  const alone = paying === undefined && paid === undefined;
  if (alone && state !== 'USER_PAID' && state !== 'USER_PAYING') return undefined;
  const open = paying ?? total - (paid ?? (state === 'USER_PAID' ? total : 0));
  return { total_amount: total, paying_amount: open, paid_amount: paid ?? total - open };
};

/** The member that contradicts the others. */
const contradiction = (sums: Amounts & { readonly state: string }): 'paid_amount' | 'paying_amount' | undefined => {
  const { total_amount: total, paying_amount: paying, paid_amount: paid } = sums;
  if (paying + paid !== total || ![total, paying, paid].every((amount) => FenAmount.is(amount))) return 'paid_amount';
  return sums.state === 'USER_PAID' && paying > 0 ? 'paying_amount' : undefined;
};
