import type { PersonNoticeKind } from '@facepay/domain';

export interface PersonText {
  /** `{amount}` stands for the order's amount in yuan. */
  readonly zh: string;
  readonly en: string;
}
/**
 * The words for parents and staff (FAQ Q2, 1.3): calm ones. An order that is not paid yet is delayed; nobody is called a
 * debtor. Change them here; a test reads this table.
 */
export const personTexts: Readonly<Record<PersonNoticeKind, PersonText>> = {
  'deduction-delayed': {
    zh: '订单延迟扣款：{amount}元将稍后自动扣款，请确保支付账户可用。',
    en: 'Payment delayed: {amount} yuan will be deducted later. Please make sure that the payment account is ready.',
  },
  'advance-made': {
    zh: '本次用餐的{amount}元已由微信支付垫付，请在方便时完成还款。',
    en: 'WeChat Pay has advanced {amount} yuan for this meal. Please repay when convenient.',
  },
  'advance-repaid': {
    zh: '微信支付垫付的{amount}元已还清，谢谢。',
    en: 'The {amount} yuan that WeChat Pay advanced have been repaid. Thank you.',
  },
  'limit-reached': {
    zh: '已达到消费限额，{amount}元的订单暂未扣款。',
    en: 'A spending limit has been reached; the order of {amount} yuan has not been deducted.',
  },
  'contract-ended': {
    zh: '刷脸支付签约已结束，如需继续使用请重新签约。',
    en: 'The face payment agreement has ended. To go on using it, please sign again.',
  },
  'face-disabled': {
    zh: '刷脸支付已停用，如有疑问请联系学校。',
    en: 'Face payment has been disabled. Please contact the school if you have questions.',
  },
};
