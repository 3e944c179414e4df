import type { DeductionRequest } from '@facepay/domain';
import { buildTransactionBody } from '@facepay/wechat-protocol';
import type { DeductionSettings } from './deduction-settings.ts';

/** The body of 申请扣款: the same request gives the same bytes, for ever (INV-6). */
export const toDeductionBody =
  ({ mchid, appid, businessProductId, sceneIds }: DeductionSettings) =>
  (request: DeductionRequest): string =>
    new TextDecoder().decode(
      buildTransactionBody({
        auth_code: request.credential,
        sp_appid: appid,
        sp_mchid: mchid,
        sub_mchid: request.subMchid,
        amount: { total: request.amount, currency: 'CNY' },
        scene_info: { device_ip: request.deviceIp },
        description: toDescription(request.description),
        out_trade_no: request.no,
        business: { business_product_id: businessProductId, business_scene_id: sceneIds[request.scene] },
      }),
    );

/** WeChat refuses characters of four bytes (`v3-rules.md` §1) and, we assume, more than 128 of them (`k12-wire.md` §2). */
const toDescription = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
    .slice(0, 128);
