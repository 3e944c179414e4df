import { readSettings } from '@facepay/composition';
import * as E from 'fp-ts/lib/Either.js';
import { join } from 'node:path';
import type { Secrets } from './data-folder.ts';
import type { MerchantAnswer } from './read-answer.ts';

/** The very settings that separate processes would get; the demonstration has no way in of its own. */
export const settingsOf = (of: {
  readonly folder: string;
  readonly port: number;
  readonly secrets: Secrets;
  readonly merchant: typeof MerchantAnswer._A;
  readonly emulatorUrl: string;
}) => {
  const { folder, port, secrets, merchant, emulatorUrl } = of;
  const settings = readSettings(
    {
      FACEPAY_DATABASE_URL: `sqlite:${join(folder, 'facepay.db')}`,
      FACEPAY_SERVER_PORT: String(port),
      FACEPAY_ADMIN_TOKEN: secrets.adminToken,
      FACEPAY_FIELD_KEYS: secrets.fieldKeys,
      FACEPAY_ACK_KEY: secrets.ackKeyPem,
      FACEPAY_CLOCK: 'emulator',
      WECHATPAY_BASE_URL: emulatorUrl,
      WECHATPAY_MCHID: merchant.mchid,
      WECHATPAY_APPID: merchant.appid,
      WECHATPAY_MCH_SERIAL_NO: merchant.serialNo,
      WECHATPAY_PRIVATE_KEY: merchant.privateKeyPem,
      WECHATPAY_API_V3_KEY: merchant.apiV3Key,
      WECHATPAY_API_V2_KEY: merchant.apiV2Key,
      WECHATPAY_PUBLIC_KEY_ID: merchant.publicKeyId,
      WECHATPAY_PUBLIC_KEY: merchant.publicKeyPem,
      ...(port === 0 ? {} : { FACEPAY_PUBLIC_URL: `http://127.0.0.1:${port}` }), // 0 is whichever is free, known too late
      ...payscoreOf(merchant),
    },
    (path) => {
      throw new Error(`no file is read here: ${path}`);
    },
  );
  if (E.isRight(settings)) return settings.right;
  throw new Error(settings.left.map(({ name, rule }) => `${name} ${rule}`).join(', '));
};

/** The service of the face flow, so that whoever tries the API may open a service order. */
const payscoreOf = ({ payscoreServiceId, payscoreServices }: typeof MerchantAnswer._A): Record<string, string> => {
  const service = payscoreServices.find(({ serviceId }) => serviceId === payscoreServiceId);
  return service === undefined
    ? {}
    : {
        WECHATPAY_PAYSCORE_SERVICE_ID: service.serviceId,
        WECHATPAY_PAYSCORE_RISK_CAP_FEN: String(service.capFen),
        WECHATPAY_PAYSCORE_ASSESSMENT: service.assessment,
      };
};
