import type { DeductRequest } from './order.ts';

const fields = [
  'authCode',
  'spAppid',
  'spMchid',
  'subAppid',
  'subMchid',
  'amountFen',
  'deviceIp',
  'goodsTag',
  'description',
  'attach',
  'profitSharing',
  'outTradeNo',
  'businessProductId',
  'businessSceneId',
] as const satisfies readonly (keyof DeductRequest)[];

/** The first field in which a repeated request differs from the one the order was made with. */
export const firstDifference = (first: DeductRequest, second: DeductRequest): keyof DeductRequest | undefined =>
  fields.find((field) => first[field] !== second[field]);
