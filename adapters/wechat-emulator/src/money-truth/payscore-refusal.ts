import * as E from 'fp-ts/lib/Either.js';

/** Answered as an error body; nothing changes. `tail` ends the `Request-ID` (`payscore-wire.md` §13). */
export interface PayscoreRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly tail?: number;
}

/** Goes on where nothing was found to refuse. */
export const unlessRefused = (fault: PayscoreRefusal | undefined): E.Either<PayscoreRefusal, void> =>
  fault === undefined ? E.right(undefined) : E.left(fault);

const param = (message: string, tail?: number): PayscoreRefusal => ({
  status: 400,
  code: 'PARAM_ERROR',
  message,
  ...(tail !== undefined && { tail }),
});
const invalid = (message: string, tail?: number): PayscoreRefusal => ({
  ...param(message, tail),
  code: 'INVALID_REQUEST',
});

export const outOfRange = (field: string): PayscoreRefusal => param(`参数错误：${field}取值不合法`, 268_435_464);

/** The refusals of `payscore-wire.md` §3.5, §6, §7, §8 and §13, in WeChat's words where they were seen. */
export const refusals = {
  orderNotExist: { status: 404, code: 'ORDER_NOT_EXIST', message: '订单不存在', tail: 271_317_510 },
  noPermission: { status: 403, code: 'NO_AUTH', message: '商户暂无权限使用此服务', tail: 268_503_786 },
  notOpened: invalid('用户未开启服务', 270_924_332),
  startTooEarly: param('服务开始时间不能早于调用接口时间'),
  endTooEarly: param('服务结束时间不合法'),
  endMissing: param('创建订单未填写服务结束时间，则结束时间必填'),
  endBeforeStart: param('真实结束时间小于预计开始时间', 271_316_637),
  endInFuture: param('实际结束时间不能晚于使用完结接口的时间'),
  startMoved: param('实际开始时间不合法'),
  precision: param('服务时间的精度须与创建订单时一致'),
  paidTime: param('付款时间不合法'),
  total: param('最终总金额计算非法'),
  totalAboveLimit: param('总金额超过此服务的服务风险金额', 271_316_656),
  riskFundAboveCap: param('创建订单的订单风险金额超过此服务的服务风险金额'),
  paymentsAboveCap: param('后付费项目金额之和超过此服务的服务风险金额'),
  notLower: param('修改后的总金额须小于原总金额'),
  beingCharged: param('单据正在扣款中，请稍后再试', 271_316_754),
  onlyWhilePending: invalid('仅支持在待支付时操作', 271_316_657),
  depositPaid: invalid('用户已交押金的订单不能修改金额', 271_316_657),
  cannotCancel: param('当前订单状态不满足撤销条件', 271_316_592),
  canceled: { status: 400, code: 'ORDER_CANCELED', message: '单据已取消', tail: 271_302_333 },
  done: { status: 400, code: 'ORDER_DONE', message: '订单已完成', tail: 271_302_262 },
  expired: { status: 400, code: 'INVALID_ORDER_STATE', message: '单据状态错误', tail: 271_302_262 },
  assessment: invalid('综合评估未通过', 271_300_099),
  overdue: invalid('用户存在逾期未支付的订单', 271_299_627),
  teenMode: invalid('用户处于青少年模式', 268_560_785),
  tooManyOrders: invalid('用户进行中的订单过多'),
  messageSent: invalid('消息已发送'),
  authorizationNotExist: {
    status: 404,
    code: 'ORDER_NOT_EXIST',
    message: '请求操作的授权记录不存在',
    tail: 271_317_510,
  },
  openOrders: invalid('存在未完成订单'),
  codeTaken: param('授权协议号已被使用', 271_316_598),
} as const satisfies Record<string, PayscoreRefusal>;

/** The order cannot take this call where it stands; the code is a switch (§13). */
export const wrongState = (code: string, tail: 271302262 | 271302332): PayscoreRefusal => ({
  status: 400,
  code,
  message: tail === 271_302_332 ? '当前订单状态不合法，订单状态为待确认状态' : '当前订单状态不合法，订单状态为确认状态',
  tail,
});

/** A repeat with other content (§8); the code is a switch. */
export const mismatch = (code: string): PayscoreRefusal => ({
  status: 400,
  code,
  message: '订单重入参数校验失败',
  tail: 271_316_598,
});
