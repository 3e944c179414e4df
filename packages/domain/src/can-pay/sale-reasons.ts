import { blocks } from './reason.ts';

/** What stands with one sale: why it is held, was refused, or is not known. */
export const saleReasons = {
  'sale-amount': blocks('sale', 'The voucher carries no legal amount.', '凭证金额不合法。', 'BAD-44'),
  'sale-member': blocks(
    'sale',
    'The voucher names nobody on the roster, or another WeChat user than ours.',
    '凭证中的用户不在名单中,或与微信用户不一致。',
    'INV-52',
  ),
  'sale-organization': blocks('sale', 'The voucher is of another organization.', '凭证属于其他机构。', 'BAD-45'),
  'sale-merchant': blocks('sale', 'The voucher is of another merchant number.', '凭证属于其他商户号。', 'BAD-55'),
  'sale-credential': blocks(
    'sale',
    'The credential is damaged, or WeChat does not take it.',
    '扣款凭证损坏或微信不接受。',
    'k12-wire.md §6.4',
  ),
  'sale-clock': blocks(
    'sale',
    'The time of the sale is not plausible, or it is too old.',
    '交易时间不可信或已过期。',
    'INV-64',
  ),
  'organization-unconfigured': blocks(
    'sale',
    'The organization is not adopted here.',
    '该机构尚未接入。',
    'product.md §4',
  ),
  insufficient: blocks(
    'outcome',
    'The payer has too little; WeChat did not advance it. It is tried again in a window.',
    '家长账户余额不足且未垫资,将在补扣时段重试(订单延迟扣款)。',
    'k12-wire.md §6.4',
  ),
  'risk-refused': blocks(
    'outcome',
    "WeChat's risk control refused this order: neither charged nor advanced.",
    '微信风控判断为异常订单,未扣款也未垫资。',
    'FAQ Q5',
  ),
  'declined-other': blocks(
    'outcome',
    'WeChat did not charge, for a reason that we do not know.',
    '微信未扣款,原因未知。',
    'FAQ 2.2',
  ),
  'wechat-refused': blocks(
    'outcome',
    'WeChat Pay refused the request itself; a person must look.',
    '微信支付拒绝了该请求,需人工处理。',
    'FAQ 2.1',
  ),
  'outcome-unknown': blocks(
    'outcome',
    'It is not known yet whether this was charged; WeChat is asked.',
    '扣款结果未知,正在查单。',
    'INV-9',
  ),
  'order-not-found': blocks(
    'outcome',
    'The request never reached WeChat; it is sent again.',
    '请求未到达微信,将重新发送。',
    'INV-12',
  ),
  'order-closed': blocks(
    'outcome',
    'WeChat closed the order unpaid; it is sent under a new number.',
    '微信已关闭该订单且未扣款,将使用新单号重新发起。',
    'INV-7',
  ),
  'given-up': blocks('outcome', 'An operator gave this up; it is never charged.', '操作员已放弃该笔扣款。', 'INV-19'),
} as const;
