import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { maybe, resource } from './resource.ts';

/** `POST /v3/refund/domestic/refunds` (`k12-wire.md` §5.20, `v3-rules.md` §9.1). */
export const RefundRequest = resource(
  'RefundRequest',
  {
    /** The idempotency key. */
    out_refund_no: t.string,
    amount: resource('RefundRequestAmount', { refund: FenAmount, total: FenAmount, currency: t.string }, {}),
  },
  {
    /** In provider mode. */
    sub_mchid: maybe(t.string),
    /** One of these two names the payment. */
    transaction_id: maybe(t.string),
    out_trade_no: maybe(t.string),
    reason: maybe(t.string),
    notify_url: maybe(t.string),
    funds_account: maybe(t.string),
    goods_detail: maybe(t.UnknownArray),
  },
);
export type RefundRequest = t.TypeOf<typeof RefundRequest>;

const RefundAmount = resource(
  'RefundAmount',
  { refund: FenAmount, total: FenAmount },
  { currency: maybe(t.string), payer_total: maybe(FenAmount), payer_refund: maybe(FenAmount) },
);

/** A refund as the call and the query answer it. 200 is no refund yet: read `status`. Unknown enum values pass. */
export const RefundBody = resource(
  'RefundBody',
  { refund_id: t.string, out_refund_no: t.string, transaction_id: t.string, amount: RefundAmount },
  {
    sub_mchid: maybe(t.string),
    out_trade_no: maybe(t.string),
    channel: maybe(t.string),
    user_received_account: maybe(t.string),
    success_time: maybe(t.string),
    create_time: maybe(t.string),
    /** `SUCCESS`, `CLOSED`, `PROCESSING`, `ABNORMAL` */
    status: maybe(t.string),
    funds_account: maybe(t.string),
  },
);
export type RefundBody = t.TypeOf<typeof RefundBody>;

/**
 * What `REFUND.*` notices carry (`k12-wire.md` §8.6): `refund_status`, not `status`. A provider's names `sp_mchid` and
 * `sub_mchid`, a merchant's own `mchid` (`v3-rules.md` §9).
 */
export const RefundNotice = resource(
  'RefundNotice',
  {
    out_refund_no: t.string,
    transaction_id: t.string,
    amount: RefundAmount,
  },
  {
    mchid: maybe(t.string),
    sp_mchid: maybe(t.string),
    sub_mchid: maybe(t.string),
    out_trade_no: maybe(t.string),
    refund_id: maybe(t.string),
    refund_status: maybe(t.string),
    success_time: maybe(t.string),
    user_received_account: maybe(t.string),
  },
);
export type RefundNotice = t.TypeOf<typeof RefundNotice>;
