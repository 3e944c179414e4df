import { line, type ProblemLine } from './problem-line.ts';
import type { Refusal } from './refusal.ts';

/** What is the whole merchant's: Pay Score and online face. */
type PayscoreRefusal = Extract<Refusal, { type: 'TokenBound' | 'PayscoreNotConfigured' }>;
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
};
