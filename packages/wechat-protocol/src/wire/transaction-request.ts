import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { FenAmount } from './fen-amount.ts';
import { maybe, resource } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

const BusinessId = wholeNumber('BusinessId');

/** `POST /v3/offlineface/transactions` (`k12-wire.md` §5.14): required is what libraries and live samples always send. */
export const TransactionRequest = resource(
  'TransactionRequest',
  {
    /** The credential minted on the device, unmodified base64. */
    auth_code: t.string,
    sp_appid: t.string,
    sp_mchid: t.string,
    sub_mchid: t.string,
    amount: resource('OrderAmount', { total: FenAmount, currency: t.string }, {}),
    scene_info: resource('SceneInfo', { device_ip: t.string }, {}),
    description: t.string,
    /** The idempotency key. */
    out_trade_no: t.string,
    business: resource('Business', { business_product_id: BusinessId, business_scene_id: BusinessId }, {}),
  },
  {
    sub_appid: maybe(t.string),
    goods_tag: maybe(t.string),
    attach: maybe(t.string),
    settle_info: maybe(resource('SettleInfo', {}, { profit_sharing: maybe(t.boolean) })),
  },
);
export type TransactionRequest = t.TypeOf<typeof TransactionRequest>;

export const buildTransactionBody = (request: TransactionRequest): Uint8Array => jsonBody(request);
