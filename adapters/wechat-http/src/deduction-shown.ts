import type { DeductionRef, WechatCallShown, WechatTrace } from '@facepay/domain';
import { decodeVerified, paths, TransactionBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { callShown } from './call-shown.ts';
import type { WechatAnswer } from './client.ts';
import type { DeductionSettings } from './deduction-settings.ts';
import { maskedWords } from './masked.ts';

/** 请求接口 and 请求参数 of a deduct call or of its query, made again from what names it; the credential is withheld (INV-88). */
export const deductionShown = (
  { mchid, appid, businessProductId }: DeductionSettings,
  asked: 'send' | 'query',
  { no, subMchid, amount }: DeductionRef,
): Omit<WechatCallShown, 'at'> => {
  if (asked === 'query') {
    const target = paths.transactionByOutTradeNo(no, { spMchid: mchid, subMchid, businessProductId });
    const { at: _, ...shown } = callShown({ method: 'GET', target }, epoch);
    return shown;
  }
  return {
    interface: `POST ${paths.transactions}`,
    parameters: {
      sp_appid: appid,
      sp_mchid: mchid,
      sub_mchid: subMchid,
      out_trade_no: no,
      'amount.total': String(amount),
      'amount.currency': 'CNY',
      'business.business_product_id': String(businessProductId),
      auth_code: '(withheld)',
    },
  };
};
const epoch = 0 as WechatCallShown['at'];

/** 返回参数: of an order that was not paid, its state and error type stand where a refusal has its code (`k12-wire.md` §6.2). */
export const toldBy = (answer: WechatAnswer): WechatTrace => {
  if (answer.type === 'Refused') return answer.trace;
  const body = decodeVerified(TransactionBody)(answer.verified);
  if (E.isLeft(body) || body.right.trade_state === 'SUCCESS') return answer.trace;
  const { trade_state: state, error_type: type, trade_state_description: words } = body.right;
  const code = [state, type].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    ...answer.trace,
    ...(code === '' ? {} : { code: code.slice(0, 64) }),
    ...(words === undefined || words === '' ? {} : { message: maskedWords(words) }),
  };
};
