import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { maybe, resource } from './resource.ts';

/**
 * An order as the deduct call and the order query answer it, and as TRANSACTION.* notices carry it (`k12-wire.md` §5.14,
 * §5.15, §8.3). HTTP 200 does not mean paid: read `trade_state`, then `debt_state`. Unknown enum values pass.
 */
export const TransactionBody = resource(
  'TransactionBody',
  {
    sp_mchid: t.string,
    sub_mchid: t.string,
  },
  {
    sp_appid: maybe(t.string),
    sub_appid: maybe(t.string),
    payer: maybe(resource('Payer', {}, { sp_openid: maybe(t.string), sub_openid: maybe(t.string) })),
    amount: maybe(
      resource('PaidAmount', { total: FenAmount }, { currency: maybe(t.string), pay_total: maybe(FenAmount) }),
    ),
    promotion_detail: maybe(t.UnknownArray),
    scene_info: maybe(resource('SceneInfo', {}, { device_ip: maybe(t.string) })),
    /** `BPA`: paid by WeChat's advance. */
    bank_type: maybe(t.string),
    trade_type: maybe(t.string),
    /** `SUCCESS`, `PAYERROR`, `ACCEPT`, `NOTPAY`, `CLOSED`, `REFUND` (`k12-wire.md` §6.2) */
    trade_state: maybe(t.string),
    trade_state_description: maybe(t.string),
    /** `NOT_DEBT`, `DEBT`, `REPAYMENT` */
    debt_state: maybe(t.string),
    description: maybe(t.string),
    attach: maybe(t.string),
    success_time: maybe(t.string),
    transaction_id: maybe(t.string),
    repayment_transaction_id: maybe(t.string),
    out_trade_no: maybe(t.string),
    /** Open set, only with `PAYERROR`: `NOTENOUGH`, `NOT_ENOUGH`, … */
    error_type: maybe(t.string),
  },
);
export type TransactionBody = t.TypeOf<typeof TransactionBody>;
