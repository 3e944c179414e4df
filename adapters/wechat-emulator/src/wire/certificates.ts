import { encryptResource, utf8 } from '@facepay/wechat-protocol';
import { beijingTime } from '../beijing-time.ts';
import type { Face } from './face.ts';
import { notExists } from './wire-error.ts';

/** `GET /v3/certificates` (`v3-rules.md` §4); merchants of the public-key mode have none. */
export const certificatesFace: Face = (engine) => () => {
  const { keyRoom, ids, clock, settings } = engine;
  const listed = keyRoom.listed(clock.now());
  if (listed.length === 0 && settings.certificatesInPublicKeyMode === 'not-found')
    return notExists('无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。');
  const data = listed.map((key) => ({
    serial_no: key.serialNo,
    effective_time: beijingTime(key.effectiveAt),
    expire_time: beijingTime(key.expiresAt),
    encrypt_certificate: encryptResource(keyRoom.apiV3Key(), {
      plaintext: utf8(key.certificatePem),
      nonce: ids.nonce(12),
      associatedData: 'certificate',
    }),
  }));
  return { status: 200, body: { data } };
};
