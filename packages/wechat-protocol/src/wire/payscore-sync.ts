import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { maybe } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

/** 同步服务订单信息 (`payscore-wire.md` §4.6): the user paid elsewhere, so the deduction stops (INV-77). */
export const PayscoreSyncRequest = ordered('PayscoreSyncRequest', {
  appid: t.string,
  service_id: t.string,
  /** `Order_Paid`, in this case. */
  type: t.string,
  detail: ordered('SyncDetail', {
    /** `yyyyMMddHHmmss`; the day form means either end of the day, so it is never sent. */
    paid_time: t.string,
  }),
});
export type PayscoreSyncRequest = t.TypeOf<typeof PayscoreSyncRequest>;

/** The same in partner mode (§5): without `appid`, and answered by 204. */
export const PayscorePartnerSyncRequest = ordered('PayscorePartnerSyncRequest', {
  service_id: t.string,
  sub_mchid: t.string,
  type: t.string,
  detail: ordered('PartnerSyncDetail', {
    seq: maybe(wholeNumber('Seq')),
    paid_time: t.string,
    paid_amount: maybe(FenAmount),
  }),
});
export type PayscorePartnerSyncRequest = t.TypeOf<typeof PayscorePartnerSyncRequest>;
