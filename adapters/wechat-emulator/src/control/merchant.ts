import { beijingTime } from '../beijing-time.ts';
import type { PayscoreService } from '../payscore-settings.ts';
import type { ControlFace } from './control-face.ts';
import { ok, refuse, taking } from './control-face.ts';
import { NotifyUrlBody, OrganizationBody } from './shapes.ts';

/** Everything a client needs to be this merchant. */
export const merchantFace: ControlFace = (engine) => () => {
  const keys = engine.keyRoom.keys();
  const { notifyUrl, keyMode, platformSerial } = engine.world.meta();
  return ok({
    mchid: keys.mchid,
    appid: keys.appid,
    subMchid: keys.subMchid,
    testSubMchid: keys.testSubMchid,
    serialNo: keys.merchant.serialNo,
    certificatePem: keys.merchant.certificatePem,
    privateKeyPem: keys.merchant.privateKeyPem,
    apiV3Key: keys.apiV3Key,
    apiV2Key: keys.apiV2Key,
    publicKeyId: keys.publicKey.id,
    publicKeyPem: keys.publicKey.publicKeyPem,
    platformCertificates: keys.platform.map((key) => ({
      serialNo: key.serialNo,
      certificatePem: key.certificatePem,
      effectiveTime: beijingTime(key.effectiveAt),
      expireTime: beijingTime(key.expiresAt),
      signing: key.serialNo === platformSerial,
    })),
    keyMode,
    ...payscoreServiceIds(engine.settings.payscoreServices),
    ...(notifyUrl !== undefined && { notifyUrl }),
  });
};

/** The service of the face flow first; the others by what they are for, the first of each kind. */
const payscoreServiceIds = (services: readonly PayscoreService[]): object => {
  const first = (fits: (service: PayscoreService) => boolean) => services.find(fits)?.serviceId;
  return {
    payscoreServiceId: first(({ confirmation }) => confirmation === 'no-confirm'),
    payscoreConfirmServiceId: first(({ confirmation, risk }) => confirmation === 'confirm' && risk === 'enjoy-first'),
    payscoreDepositServiceId: first(({ assessment }) => assessment === 'deposit'),
    payscoreServices: services,
  };
};

/** `k12-wire.md` §8.1: HTTPS without a query; plain HTTP to this machine is our concession. */
const urlFault = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'not a URL';
  const url = new URL(text);
  if (url.search !== '' || url.hash !== '') return 'a notify URL has no query';
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) return undefined;
  return 'a notify URL is HTTPS, or HTTP on a loopback address';
};

export const notifyUrlFace = taking(NotifyUrlBody, (engine, { url }) => {
  const fault = urlFault(url);
  if (fault !== undefined) return refuse(400, 'URL_REFUSED', fault);
  engine.world.setMeta({ notifyUrl: url });
  return ok({ url });
});

/** The same name again is the same organization. A test merchant stays one: nothing raises its limit. */
export const organizationFace = taking(OrganizationBody, (engine, body) => {
  const { world, ids, keyRoom } = engine;
  const { organizationName, testMerchant = false } = body;
  if (organizationName.trim() === '') return refuse(400, 'NAME_MISSING', 'organizationName is empty');
  const subMchid = body.subMchid ?? (testMerchant ? keyRoom.keys().testSubMchid : keyRoom.keys().subMchid);
  if (!/^\d{8,32}$/.test(subMchid)) return refuse(400, 'SUB_MCHID_MALFORMED', 'subMchid has 8 to 32 digits');
  const known = world.subMerchants.get(subMchid);
  if (known !== undefined && body.testMerchant !== undefined && known.testMerchant !== testMerchant)
    return refuse(409, 'TEST_MERCHANT_FIXED', 'whether a merchant number is a test merchant cannot be changed');
  const merchant = known ?? { subMchid, testMerchant };
  if (known === undefined) world.subMerchants.put(subMchid, merchant);
  const same = world.organizations.values().find((one) => one.organizationName === organizationName);
  const organization = same ?? { organizationId: ids.organizationId(), organizationName, facesVersion: 0 };
  if (same === undefined) world.organizations.put(organization.organizationId, organization);
  return ok({
    organizationId: organization.organizationId,
    organizationName,
    subMchid,
    testMerchant: merchant.testMerchant,
  });
});
