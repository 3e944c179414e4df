import * as t from 'io-ts';
import { ordered } from './ordered.ts';
import { wholeNumber } from './whole-number.ts';

/** 商户申请获取对账单 (`payscore-wire.md` §10.4), direct mode only: where the sealed files of a day are. */
export const PayscoreBillBody = ordered('PayscoreBillBody', {
  download_bill_count: wholeNumber('BillCount'),
  download_bill_list: t.readonlyArray(
    ordered('PayscoreBill', {
      bill_sequence: wholeNumber('BillSequence'),
      /** `SHA1` */
      hash_type: t.string,
      hash_value: t.string,
      download_url: t.string,
      /** Of the file, itself wrapped. */
      encrypt_key: t.string,
      nonce: t.string,
    }),
  ),
});
export type PayscoreBillBody = t.TypeOf<typeof PayscoreBillBody>;
