import { blocks, warns } from './reason.ts';

/** What stands with one member, whatever is being sold. */
export const memberReasons = {
  'never-read': blocks(
    'reading',
    'WeChat Pay has not told us of this member yet: not signed up, or not read since. Re-read the member.',
    '尚未从微信支付查到该刷脸用户:未开通,或开通后还未同步。请先同步。',
    'FAQ 1.18',
  ),
  'contract-missing': blocks('contract', 'There is no contract: it was never signed.', '尚未签约。', 'FAQ 1.22'),
  'contract-ending': blocks(
    'contract',
    'The contract is being ended; nothing new is charged.',
    '正在解约,不再发起扣款。',
    'INV-35',
  ),
  'contract-ended': blocks(
    'contract',
    'The contract has ended. The parent must sign again.',
    '合约已解除,需家长重新签约。',
    'INV-35',
  ),
  'contract-not-in-force': blocks(
    'contract',
    'There was no contract in force when this was to be charged.',
    '扣款时没有有效合约。',
    'INV-37',
  ),
  'no-advance-by-mode': warns(
    'contract',
    'This contract names a card: WeChat tries no other card and advances nothing, so too little on it means no meal.',
    '该合约指定了银行卡:不轮卡、不垫资,卡内余额不足即无法扣款。',
    'FAQ 2.5',
  ),
  'face-missing': blocks('face', 'There is no face photo yet.', '尚未采集人脸照片。', 'FAQ 1.22'),
  'face-unknown': blocks('face', 'It is not known whether there is a face photo.', '未知是否已采集人脸。', 'FAQ 1.22'),
  'disabled-by-wechat': blocks(
    'usage',
    'WeChat Pay has disabled this member: too many unpaid advances, or risk. Only WeChat lifts it.',
    '该刷脸用户已被微信支付禁用(垫资未还过多或风控),仅微信可恢复。',
    'FAQ Q5',
  ),
  'blocked-by-us': blocks(
    'usage',
    'The school has blocked this member and told WeChat. An operator can lift it; what WeChat itself blocks shows then.',
    '学校已停用该刷脸用户并告知微信,可由操作员恢复;若微信另有禁用,恢复后会显示。',
    'INV-35',
  ),
  'usage-unknown': blocks(
    'usage',
    'It is not known whether WeChat Pay has disabled this member.',
    '未知微信支付是否已禁用该用户。',
    'FAQ 1.3',
  ),
  'open-advances': blocks(
    'debt',
    'So many advances are open that the school turns this member away until one is repaid.',
    '垫资未还笔数达到学校设定的上限,还款前暂停使用。',
    'FAQ 5.10',
  ),
  'on-deny-list': blocks(
    'debt',
    'Still on the deny list of terminals, without a cause any more. Re-read the member.',
    '仍在终端禁止名单中,但原因已不存在,请重新同步。',
    'INV-42',
  ),
  'advances-open': warns(
    'debt',
    'Advances are open. At three WeChat advances no more: send the repayment link before that.',
    '存在未还垫资;满三笔后微信不再垫资,请提前发送还款链接。',
    'FAQ 5.8',
  ),
  'advances-used-up': warns(
    'debt',
    'Three advances are open: WeChat advances no more and may disable this member.',
    '垫资未还已满三笔:微信不再垫资,并可能禁用该用户。',
    'FAQ 5.8',
  ),
  'profile-not-pushed': warns(
    'reading',
    'The roster entry changed and WeChat does not know yet; the phone-tail check uses the old phone.',
    '名单已修改但尚未同步至微信,手机尾号校验仍用旧号码。',
    'FAQ 1.1',
  ),
} as const;
