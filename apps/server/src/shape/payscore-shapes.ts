import * as codecs from '@facepay/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { fen } from './kernel-shapes.ts';
import { flag, leaf, list, oneOf, wholeNumber } from './leaves.ts';
import { object } from './object.ts';

/** Bodies of Pay Score orders. Lengths, sums, times and caps are judged by the domain, which names the rule (BAD-66 … BAD-75). */
export const orderNo = leaf(codecs.PayscoreOrderNo, {
  type: 'string',
  pattern: '^[0-9A-Za-z_\\-|*]{1,32}$',
  description: '商户服务订单号 (out_order_no): yours, unique for the whole merchant',
});
export const authorizationCode = leaf(codecs.AuthorizationCode, {
  type: 'string',
  pattern: '^[0-9A-Za-z_\\-*]{1,32}$',
  description: '授权协议号: yours, unique for the whole merchant',
});
export const openid = leaf(codecs.Openid, { type: 'string', pattern: '^[0-9A-Za-z_-]{1,128}$' });

/** Text whose rule is WeChat's; bounded by the body as a whole. */
const words = (description: string) =>
  leaf(
    codecs.refined('words', (input) => (typeof input === 'string' ? E.right(input) : E.left('a string'))),
    { type: 'string', description },
  );
const compact = words('yyyyMMdd or yyyyMMddHHmmss, Beijing time');
const name = words('1 to 20 characters, once in an order (商品信息 may repeat)');
const remark = words('1 to 20 characters');
const description = words('1 to 30 characters');
const count = wholeNumber(1, 100);

const riskFundName = oneOf('deposit', 'advance', 'cash-deposit', 'estimate');
const payments = list(object({ name }, { amountFen: fen, description, count }), { maxItems: 100 });
const discounts = list(object({ name, description }, { amountFen: fen, count }), { maxItems: 30 });

export const openBody = object(
  {
    orderNo,
    introduction: words('服务信息: 1 to 20 characters'),
    riskFund: object({ name: riskFundName, amountFen: fen }, { description }),
    times: object(
      { start: words('yyyyMMdd or yyyyMMddHHmmss, Beijing time, or OnAccept') },
      { end: compact, startRemark: remark, endRemark: remark },
    ),
    needsConfirm: flag,
  },
  {
    payments,
    discounts,
    location: object({}, { start: words('1 to 50 characters'), end: words('1 to 50 characters') }),
    device: object(
      {},
      {
        start: words('1 to 64 characters'),
        end: words('1 to 64 characters'),
        materialNo: words('物料: address or code of the device, at most 255 characters'),
      },
    ),
    attach: words('商户数据包: at most 256 characters once it is URL-encoded, which is done here'),
    notifyUrl: words('https, public host, no query; by default this server'),
    openid,
  },
);

const bill = { payments, totalFen: fen };
const deviceEnd = object({}, { end: words('1 to 64 characters') });
export const completeBody = object(bill, {
  discounts,
  times: object({}, { start: compact, end: compact, startRemark: remark, endRemark: remark }),
  location: object({}, { end: words('1 to 50 characters') }),
  device: deviceEnd,
  profitSharing: flag,
  goodsTag: words('1 to 32 characters'),
});
export const cancelBody = object({ reason: words('1 to 30 characters') });
export const modifyBody = object({ ...bill, reason: words('1 to 50 characters') }, { discounts, device: deviceEnd });
export const syncBody = object({ paidTime: words('yyyyMMddHHmmss, Beijing time: when it was paid outside WeChat') });
