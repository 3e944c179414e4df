import { blocks, warns } from './reason.ts';

/** Limits and terminals: what stands with a day or a place, not with the member. */
export const placeReasons = {
  'day-limit-person': blocks(
    'limit',
    'The personal day limit is used up. It begins anew at midnight, Beijing time.',
    '个人当日限额已用完,北京时间零点恢复。',
    'FAQ 5.7',
  ),
  'day-limit-organization': blocks(
    'limit',
    "The organization's day limit is used up. It begins anew at midnight, Beijing time.",
    '机构设定的当日限额已用完,北京时间零点恢复。',
    'FAQ 5.7',
  ),
  'day-limit-scene': blocks(
    'limit',
    'The day limit of this kind of place is used up. It begins anew at midnight, Beijing time.',
    '该消费场景的当日限额已用完,北京时间零点恢复。',
    'FAQ 5.7',
  ),
  'day-limit-merchant': blocks(
    'limit',
    "The service provider's day limit is used up. It begins anew at midnight, Beijing time.",
    '服务商设定的当日限额已用完,北京时间零点恢复。',
    'FAQ 5.7',
  ),
  'day-limit-platform': blocks(
    'limit',
    "WeChat's day limit of 500 yuan is used up. It begins anew at midnight, Beijing time.",
    '微信当日限额500元已用完,北京时间零点恢复。',
    'FAQ 5.7',
  ),
  'day-limit-test-merchant': blocks(
    'limit',
    'The test merchant number has taken its 1 yuan of today; nothing raises that.',
    '测试商户号当日1元限额已用完,不可调整。',
    'FAQ 5.1',
  ),
  'single-limit-person': blocks(
    'limit',
    'More than the personal limit of a single charge.',
    '超过个人单笔限额。',
    'FAQ 5.7',
  ),
  'single-limit-organization': blocks(
    'limit',
    "More than the organization's limit of a single charge.",
    '超过机构单笔限额。',
    'FAQ 5.7',
  ),
  'single-limit-scene': blocks(
    'limit',
    'More than a single charge may be at this kind of place.',
    '超过该消费场景的单笔限额。',
    'FAQ 5.7',
  ),
  'single-limit-merchant': blocks(
    'limit',
    "More than the service provider's limit of a single charge.",
    '超过服务商单笔限额。',
    'FAQ 5.7',
  ),
  'single-limit-platform': blocks(
    'limit',
    "More than WeChat's 100 yuan for a single charge.",
    '超过微信单笔限额100元。',
    'FAQ 5.7',
  ),
  'wechat-over-limit': blocks(
    'limit',
    'WeChat Pay says that a limit of its own would be passed.',
    '微信支付提示超过限额。',
    'k12-wire.md §6.4',
  ),
  'terminals-silent': blocks(
    'terminal',
    'No terminal of this organization has been in contact for 36 hours: what it may do from WeChat has expired.',
    '该机构的终端超过36小时未联网,刷脸授权已失效。',
    'FAQ 4.3',
  ),
  'terminal-quarantined': blocks(
    'terminal',
    'The terminal is isolated, as its vouchers do not fit together; nothing of it is charged.',
    '终端凭证链异常,已被隔离,其交易不会扣款。',
    'INV-62',
  ),
  'gallery-before-signing': blocks(
    'terminal',
    'No terminal has fetched faces since the signing; that takes 5 minutes. Update the face library by hand.',
    '签约后终端尚未更新人脸库(一般5分钟内下发),请手动更新人脸库。',
    'FAQ 4.4',
  ),
  'deny-list-not-delivered': blocks(
    'terminal',
    'Allowed again, but no terminal has the newer deny list yet.',
    '已恢复使用,但终端尚未收到新的禁止名单。',
    'INV-42',
  ),
  'terminals-behind': warns(
    'terminal',
    'Some terminals cannot serve this member yet: out of contact, or with an older face library or deny list.',
    '部分终端暂时无法为该用户刷脸:未联网,或人脸库、禁止名单未更新。',
    'FAQ 5.10',
  ),
} as const;
