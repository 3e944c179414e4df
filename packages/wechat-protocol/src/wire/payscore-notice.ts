import * as t from 'io-ts';
import { ordered } from './ordered.ts';
import { payscoreOrderMembers } from './payscore-order.ts';
import { maybe } from './resource.ts';

/** Some pages name the provider's members `sp_appid` and `sp_mchid` (`payscore-wire.md` §11): reads both, writes the others. */
const readingSpNames = <A, O>(codec: t.Type<A, O>): t.Type<A, O> =>
  new t.Type(
    codec.name,
    (input): input is A => codec.is(input),
    (input, context) => codec.validate(withPlainNames(input), context),
    codec.encode,
  );

const withPlainNames = (input: unknown): unknown => {
  if (!t.UnknownRecord.is(input)) return input;
  const { sp_appid: appid, sp_mchid: mchid } = input;
  return { ...(appid !== undefined && { appid }), ...(mchid !== undefined && { mchid }), ...input };
};

/** Plaintext of `PAYSCORE.USER_CONFIRM` and `PAYSCORE.USER_PAID`. Paid is judged by `collection`, never by the event (INV-78). */
export const PayscoreOrderNotice = readingSpNames(
  ordered('PayscoreOrderNotice', {
    ...payscoreOrderMembers,
    channel_id: maybe(t.string),
    /** WeChat's own number of the deduction, of some products. */
    out_trade_no: maybe(t.string),
  }),
);
export type PayscoreOrderNotice = t.TypeOf<typeof PayscoreOrderNotice>;

/** Plaintext of `PAYSCORE.USER_OPEN_SERVICE` and `PAYSCORE.USER_CLOSE_SERVICE`. */
export const PayscoreServiceNotice = readingSpNames(
  ordered('PayscoreServiceNotice', {
    appid: t.string,
    mchid: t.string,
    sub_appid: maybe(t.string),
    sub_mchid: maybe(t.string),
    /** Another product sends these events with contracts in them and no service: not ours, whatever it says. */
    service_id: t.string,
    openid: maybe(t.string),
    sub_openid: maybe(t.string),
    /** The face SDK's `payscore_out_request_no`. */
    out_request_no: maybe(t.string),
    /** `USER_OPEN_SERVICE`, `USER_CLOSE_SERVICE` */
    user_service_status: maybe(t.string),
    /** `yyyyMMddHHmmss` */
    openorclose_time: maybe(t.string),
    /** Only of a pre-authorised user. */
    authorization_code: maybe(t.string),
  }),
);
export type PayscoreServiceNotice = t.TypeOf<typeof PayscoreServiceNotice>;
