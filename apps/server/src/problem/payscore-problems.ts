import type { PayscoreOrderRejection, PermissionRejection } from '@facepay/domain';
import { line, type ProblemLine } from './problem-line.ts';
import type { Refusal } from './refusal.ts';

/** What is the whole merchant's: Pay Score and online face. */
type PayscoreRefusal =
  | PayscoreOrderRejection
  | PermissionRejection
  | Extract<Refusal, { type: 'TokenBound' | 'PayscoreNotConfigured' | 'FaceNotConfigured' }>;
const notFound = line(404, 'not-found', 'There is no such thing.', '没有找到。');
const notNow = line(
  409,
  'payscore-not-now',
  'The state of this order does not allow it.',
  '订单当前状态不允许此操作。',
);
const invalid = line(422, 'payscore-invalid', 'WeChat Pay Score would refuse this.', '不符合微信支付分的规则。');
export const payscoreProblems: { readonly [T in PayscoreRefusal['type']]: ProblemLine } = {
  TokenBound: line(
    403,
    'token-bound',
    'This belongs to the merchant, and the token to one organization.',
    '该资源属于商户,绑定机构的令牌无权访问。',
  ),
  PayscoreNotConfigured: line(
    404,
    'payscore-not-configured',
    'This installation has no Pay Score service: set WECHATPAY_PAYSCORE_SERVICE_ID.',
    '未配置微信支付分服务:请设置 WECHATPAY_PAYSCORE_SERVICE_ID。',
  ),
  FaceNotConfigured: line(
    404,
    'face-not-configured',
    'This installation has no online face terminals: set WECHATPAY_API_V2_KEY.',
    '未配置在线刷脸:请设置 WECHATPAY_API_V2_KEY。',
  ),
  PayscoreInvalid: invalid,
  PermissionInvalid: invalid,
  PayscoreOrderUnknown: notFound,
  PermissionUnknown: notFound,
  PayscoreOrderNoUsed: line(
    409,
    'payscore-order-no-used',
    'This order number belongs to an order with other terms.',
    '该商户服务订单号已用于其他内容的订单。',
  ),
  PayscoreNotNow: notNow,
  PayscoreAskedOtherwise: line(
    409,
    'payscore-asked-otherwise',
    'This was asked of the order before, with other content.',
    '该订单已以其他内容发起过此操作。',
  ),
  PayscoreCallOpen: line(
    409,
    'payscore-call-open',
    'Another call of this order is open: wait until it is known how it ends.',
    '该订单有未完成的操作,请等待其结果。',
  ),
  PayscorePartPaid: line(
    409,
    'payscore-part-paid',
    'A part was paid already, so the amount stays.',
    '该订单已有部分支付,不可修改金额。',
  ),
  PayscoreNothingToSend: notNow,
  PermissionOrdersOpen: line(
    409,
    'permission-orders-open',
    'Orders of this user are open: complete or cancel them first.',
    '该用户存在未完成订单,请先完结或取消。',
  ),
};
