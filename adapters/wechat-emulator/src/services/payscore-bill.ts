import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beijingDay, beijingTime } from '../beijing-time.ts';
import type { PayscoreOrder } from '../money-truth/payscore-order.ts';

/** The service orders that WeChat collected on one day, as a sealed file (`payscore-wire.md` §9, §10.4). */
export interface PayscoreBillFile {
  /** SHA-1 of the text, hex. */
  readonly hash: string;
  /** 32 characters; the file is sealed with it. */
  readonly key: string;
  /** 12 characters. */
  readonly nonce: string;
  /** AES-256-GCM of the text, or of the text packed by GZIP. */
  readonly sealed: (packed: boolean) => Uint8Array;
}

/** Undefined where nothing was collected. The same day and service give the same key: a past day does not change. */
export const payscoreBillFile = (
  orders: readonly PayscoreOrder[],
  { day, serviceId, sealKey }: { readonly day: string; readonly serviceId: string; readonly sealKey: Uint8Array },
): PayscoreBillFile | undefined => {
  const rows = orders.flatMap((order) =>
    order.serviceId === serviceId && order.party.subMchid === undefined ? rowOf(order, day) : [],
  );
  if (rows.length === 0) return undefined;
  const text = Buffer.from([header, ...rows, ''].join('\r\n'), 'utf8');
  const secret = (name: string, length: number): string =>
    createHmac('sha256', sealKey).update(`bill/${name}/${day}/${serviceId}`).digest('hex').slice(0, length);
  const key = secret('key', 32);
  const nonce = secret('nonce', 12);
  return {
    hash: createHash('sha1').update(text).digest('hex'),
    key,
    nonce,
    sealed: (packed) => {
      const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce));
      return Buffer.concat([cipher.update(packed ? gzipSync(text) : text), cipher.final(), cipher.getAuthTag()]);
    },
  };
};

const header = '交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易类型,付款银行,订单金额,商户数据包';

/** Active payments are JSAPI under `out_order_no`, automatic deductions AUTH under a number of WeChat's (§9). */
const rowOf = (order: PayscoreOrder, day: string): readonly string[] => {
  const { payment, party } = order;
  if (payment?.transactionId === undefined || beijingDay(payment.paidAt) !== day) return [];
  const isActive = payment.outTradeNo === order.outOrderNo;
  const cells = [
    beijingTime(payment.paidAt).slice(0, 19).replace('T', ' '),
    party.appid,
    party.mchid,
    payment.transactionId,
    payment.outTradeNo ?? '',
    order.openid ?? '',
    isActive ? 'JSAPI' : 'AUTH',
    payment.bankType ?? '',
    (payment.amountFen / 100).toFixed(2),
    `wxzff|${order.orderId}|${order.outOrderNo}`,
  ];
  // A backtick keeps spreadsheets from reading numbers.
  return [cells.map((cell) => `\`${cell}`).join(',')];
};
