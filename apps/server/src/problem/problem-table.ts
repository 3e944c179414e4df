import type { Refusal } from './refusal.ts';

export interface ProblemLine {
  readonly status: number;
  /** Stable: programs tell problems apart by it. */
  readonly code: string;
  readonly title: string;
  readonly zh: string;
}
const line = (status: number, code: string, title: string, zh: string): ProblemLine => ({ status, code, title, zh });

const notFound = line(404, 'not-found', 'There is no such thing.', '没有找到。');
const signatureWrong = line(401, 'device-signature-invalid', 'The device signature is not valid.', '终端签名无效。');
const busy = line(503, 'store-unavailable', 'The database cannot answer now.', '数据库暂时不可用,请稍后重试。');

/** Every refusal by its type; one without a line does not compile. */
export const problemTable: { readonly [T in Refusal['type']]: ProblemLine } = {
  // the edge
  JsonRefused: line(400, 'json-unreadable', 'The body is not JSON that we read.', '请求体不是可读的 JSON。'),
  TargetUnreadable: line(400, 'target-unreadable', 'The request target cannot be read.', '请求路径无法解析。'),
  CursorForged: line(400, 'cursor-invalid', 'The page cursor is not one of ours.', '分页游标无效。'),
  KeyMissing: line(400, 'idempotency-key-missing', 'Idempotency-Key is needed.', '缺少 Idempotency-Key。'),
  KeyMalformed: line(
    400,
    'idempotency-key-invalid',
    'Idempotency-Key is 1 to 255 visible ASCII characters, once.',
    'Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。',
  ),
  NotFound: notFound,
  MethodNotAllowed: line(405, 'method-not-allowed', 'This path has no such method.', '该路径不支持此方法。'),
  BodyTooLarge: line(413, 'body-too-large', 'The body is too large.', '请求体过大。'),
  BatchTooLarge: line(413, 'batch-too-large', 'The batch has more than 500 entries.', '批次超过 500 条。'),
  RosterNotUtf8: line(
    400,
    'roster-not-utf8',
    'The roster is not UTF-8 (GBK and UTF-16 are not read): save it as "CSV UTF-8".',
    '名单不是 UTF-8 编码(不支持 GBK、UTF-16),请在 Excel 中另存为“CSV UTF-8”。',
  ),
  RosterTooLong: line(
    413,
    'roster-too-long',
    'The roster has more than 5,000 lines: send it in parts.',
    '名单超过 5000 行,请分批导入。',
  ),
  MediaTypeRefused: line(
    415,
    'media-type-refused',
    'The body must be application/json; a roster text/csv or application/x-ndjson.',
    '请求体须为 application/json;名单须为 text/csv 或 application/x-ndjson。',
  ),
  EncodingRefused: line(415, 'encoding-refused', 'A compressed body is not read.', '不接受压缩的请求体。'),
  ShapeWrong: line(422, 'shape-wrong', 'The request is readable but wrong.', '请求内容不符合要求。'),
  HeadersTooLarge: line(431, 'headers-too-large', 'The headers are too large.', '请求头过大。'),
  InternalError: line(500, 'internal-error', 'The server has failed.', '服务器内部错误。'),
  // who is asking
  TokenMissing: line(401, 'token-missing', 'A bearer token is needed.', '缺少访问令牌。'),
  TokenWrong: line(401, 'token-invalid', 'The bearer token is not valid.', '访问令牌无效。'),
  RoleLacking: line(403, 'role-lacking', 'The role of this token may not do that.', '该令牌的角色无权执行此操作。'),
  SignatureMissing: line(401, 'device-signature-missing', 'The device must sign its request.', '缺少终端签名。'),
  SignatureMalformed: signatureWrong,
  SignatureInvalid: signatureWrong,
  UnknownDevice: signatureWrong,
  DeviceMismatch: signatureWrong,
  DeviceNotActive: signatureWrong,
  DigestMismatch: line(401, 'content-digest-mismatch', 'The digest is not that of the body.', '内容摘要与请求体不符。'),
  OutsideWindow: line(
    401,
    'device-clock-wrong',
    'Signed too long ago or ahead of time.',
    '签名时间超出允许范围,请校准终端时钟。',
  ),
  NoticeNotAuthentic: line(401, 'notice-not-authentic', 'The notice is not authentic.', '通知验签失败'),
  NoticeUnreadable: line(400, 'notice-unreadable', 'The notice cannot be read.', '通知无法解析'),
  // not there: one answer for all (BAD-79)
  OrganizationNotAdopted: notFound,
  MemberUnknown: notFound,
  DeviceUnknown: notFound,
  DeductionUnknown: notFound,
  AlarmUnknown: notFound,
  RefundUnknown: notFound,
  // not now, or not like this
  OrganizationUnknownToWechat: line(
    422,
    'organization-unknown-to-wechat',
    'WeChat knows no such organization.',
    '微信支付中没有该机构。',
  ),
  OrganizationAdoptedDifferently: line(
    409,
    'organization-adopted-differently',
    'It is adopted with other values.',
    '该机构已以其他参数接入。',
  ),
  CalendarWrong: line(
    422,
    'calendar-wrong',
    'Windows must be in the day, not empty, not reversed and without overlap; there must be school days.',
    '补扣时段须在一天之内,不为空、不颠倒、不重叠,且至少有一个上学日。',
  ),
  LimitAbovePlatform: line(422, 'limit-above-platform', 'The limit is above the platform limit.', '限额超过平台上限。'),
  DeviceEnrolledDifferently: line(
    409,
    'device-enrolled-differently',
    'It is enrolled with another key or organization.',
    '该终端已以其他密钥或机构登记。',
  ),
  HandOffRefused: line(
    422,
    'sign-up-data-wrong',
    "WeChat's mini program would refuse this data.",
    '微信小程序将拒绝以下资料,请先更正。',
  ),
  SameNameUnderPayer: line(
    409,
    'same-name-under-payer',
    'This WeChat account has signed for a pupil of the same name: another guardian has to sign.',
    '同一个微信无法签约同名用户,请由另一位监护人签约。',
  ),
  GuardianConsentMissing: line(
    409,
    'guardian-consent-missing',
    'A guardian must have agreed: put guardianConsent into the roster entry.',
    '未成年人须由监护人同意,请先在名单资料中填写 guardianConsent。',
  ),
  ContractInForce: line(
    409,
    'contract-in-force',
    'The contract is in force or ending: POST …/terminate first, then delete.',
    '合约仍有效或解约中:请先 POST …/terminate 解约,再删除。',
  ),
  ContractNotSigned: line(409, 'contract-not-signed', 'There is no contract to end.', '尚未签约。'),
  AdvancesOpen: line(
    409,
    'advances-open',
    'WeChat has advanced money that is not repaid: send the link of POST …/repayment-link to the debtor, then terminate.',
    '存在未还清的垫资:请先通过 POST …/repayment-link 获取还款链接交由家长还款,再解约。',
  ),
  ContractAlreadyTerminated: line(409, 'contract-terminated', 'The contract has ended.', '合约已解除。'),
  ContractEnded: line(409, 'contract-ended', 'The contract of this member has ended.', '该刷脸用户的合约已解除。'),
  UserDisabled: line(409, 'user-disabled', 'This member is disabled.', '该刷脸用户已被禁用。'),
  MemberInDebt: line(
    409,
    'member-in-debt',
    'So many advances of this member are open that the school does not charge; release it once they are repaid.',
    '该刷脸用户垫资未还笔数达到学校设定的上限,还款后再放行。',
  ),
  CredentialUsed: line(
    409,
    'credential-used',
    'This credential was used for another sale.',
    '该扣款凭证已用于其他消费。',
  ),
  CredentialDamaged: line(
    422,
    'credential-damaged',
    'This credential was cut or encoded anew.',
    '扣款凭证不完整或被重新编码。',
  ),
  SaleTimeWrong: line(
    422,
    'sale-time-wrong',
    'A sale is at most 5 minutes ahead and 30 days old.',
    '消费时间不得晚于当前时间 5 分钟,也不得早于 30 天。',
  ),
  TerminalEnrolled: line(
    409,
    'terminal-enrolled',
    'This terminal is enrolled here, and hands in signed vouchers.',
    '该终端已登记,须由终端上传签名的消费凭据。',
  ),
  UserDiffers: line(409, 'user-differs', 'This member is another user at WeChat.', '该成员对应的微信刷脸用户不符。'),
  KeyUsedOtherwise: line(
    409,
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request.',
    '该 Idempotency-Key 已用于其他请求。',
  ),
  NotNow: line(
    409,
    'deduction-not-held',
    'The state of this deduction does not allow it.',
    '扣款当前状态不允许此操作。',
  ),
  RetryNotNow: line(
    409,
    'retry-not-now',
    'It was tried before, and is tried again in a window with an attempt of the day left.',
    '该笔已尝试扣款,仅可在补扣时段内且当日次数未用完时再试。',
  ),
  AttemptsUsedUp: line(409, 'attempts-used-up', 'The attempts of this day are used up.', '当日扣款次数已用完。'),
  RefundNumberUsed: line(
    409,
    'refund-number-used',
    'This refund number belongs to another deduction or another amount.',
    '该退款单号已用于其他扣款或其他金额。',
  ),
  DeductionNotPaid: line(409, 'deduction-not-paid', 'Only what is paid can be refunded.', '未支付的扣款不可退款。'),
  RefundAboveRest: line(
    409,
    'refund-above-rest',
    'That is more than may still be refunded.',
    '退款金额超过剩余可退金额。',
  ),
  RefundTooLate: line(
    409,
    'refund-too-late',
    'WeChat refunds for a year from the payment.',
    '已超过可退款期限(支付后一年)。',
  ),
  RefundsUsedUp: line(
    409,
    'refunds-used-up',
    'This payment has as many refunds as WeChat takes.',
    '该笔支付的退款次数已达上限。',
  ),
  RefundNotNow: line(
    409,
    'refund-not-now',
    'The state of this refund does not allow it.',
    '退款当前状态不允许此操作。',
  ),
  WechatRefused: line(409, 'wechat-refused', 'WeChat Pay has refused.', '微信支付拒绝了该请求。'),
  // later
  WechatUnavailable: line(
    503,
    'wechat-unavailable',
    'WeChat Pay cannot be reached now.',
    '微信支付暂时不可用,请稍后重试。',
  ),
  WechatUnknown: line(
    503,
    'wechat-outcome-unknown',
    'WeChat Pay gave no answer that proves anything.',
    '微信支付结果未知,请稍后重试。',
  ),
  StoreBusy: busy,
  StoreUnavailable: busy,
  StoredDataCorrupt: line(500, 'stored-data-corrupt', 'A stored record cannot be read.', '存储数据损坏。'),
};
