import type { DeductionRequest } from '@facepay/domain';
import type { TransactionRequest } from '@facepay/wechat-protocol';
import type { DeductionSettings } from './deduction-settings.ts';

/** The body of 申请扣款: the same request gives the same text, for ever (INV-6); `send` makes bytes of it once. */
export const toDeductionBody =
  ({ mchid, appid, businessProductId, sceneIds }: DeductionSettings) =>
  (request: DeductionRequest): string => {
    const body: TransactionRequest = {
      auth_code: request.credential,
      sp_appid: appid,
      sp_mchid: mchid,
      sub_mchid: request.subMchid,
      amount: { total: request.amount, currency: 'CNY' },
      scene_info: { device_ip: request.deviceIp },
      description: toDescription(request.description),
      out_trade_no: request.no,
      business: { business_product_id: businessProductId, business_scene_id: sceneIds[request.scene] },
    };
    return JSON.stringify(body);
  };

/** WeChat refuses characters of four bytes (`v3-rules.md` §1) and, we assume, more than 128 of them (`k12-wire.md` §2). */
const toDescription = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
    .slice(0, 128);
