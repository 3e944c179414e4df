import { FaceSid, type FaceIdentification, Openid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { type OnlineSdkInfo, onlineSdkErrors as codes } from '@facepay/wechat-protocol';

/** What getUserPayScoreStatus said, in our words (`facepay-device.md` §7). A code nobody knows identifies nobody. */
export const toIdentification = (info: OnlineSdkInfo): FaceIdentification => {
  if (info === null) return { type: 'TemporarilyUnavailable', reason: 'the SDK answered null' };
  const code = info['return_code'] ?? '';
  const reason = [code, info['err_code'], info['return_msg']]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  switch (code) {
    case 'SUCCESS':
      return identified(info);
    case 'USER_CANCEL':
      return { type: 'DeclinedByUser' };
    case 'SCAN_PAYMENT':
      return { type: 'WantsCode' };
    case 'FACE_UNKNOWN':
      return { type: 'FaceUnknown' };
    case 'ERROR':
      return { type: byErrorCode.get(Number(info['err_code'])) ?? 'OpeningFailed', reason };
    case 'PARAM_ERROR':
      return { type: licenseError.test(reason) ? 'AuthinfoUnusable' : 'Misconfigured', reason };
    default: // SYSTEMERROR, FAIL, and what is seen but documented nowhere
      return { type: 'TemporarilyUnavailable', reason };
  }
};

const identified = (info: Readonly<Record<string, string>>): FaceIdentification => {
  const openid = Openid.of(info['openid'] ?? '');
  if (E.isLeft(openid)) return { type: 'TemporarilyUnavailable', reason: 'SUCCESS without an openid' };
  const faceSid = FaceSid.of(info['face_sid'] ?? '');
  return { type: 'Identified', openid: openid.right, ...(E.isRight(faceSid) ? { faceSid: faceSid.right } : {}) };
};

const licenseError = /AuthInfo License Error/u;

type Why = 'AuthinfoUnusable' | 'TemporarilyUnavailable' | 'Misconfigured';
const byErrorCode: ReadonlyMap<number, Why> = new Map<number, Why>([
  [codes.authinfoEmpty, 'AuthinfoUnusable'],
  [codes.authinfoUnreadable, 'AuthinfoUnusable'],
  [codes.authinfoOver, 'AuthinfoUnusable'],
  [codes.notInitialised, 'TemporarilyUnavailable'],
  [codes.initialising, 'TemporarilyUnavailable'],
  [codes.cameraFault, 'TemporarilyUnavailable'],
  [codes.backEnd, 'TemporarilyUnavailable'],
  [codes.network, 'TemporarilyUnavailable'],
  [31, 'TemporarilyUnavailable'],
  [33, 'TemporarilyUnavailable'],
  [codes.notOpenPlatform, 'Misconfigured'],
  [codes.serviceNotOfMerchant, 'Misconfigured'],
  [codes.serviceWithoutFace, 'Misconfigured'],
  [codes.versionWithoutPayscore, 'Misconfigured'],
  [codes.parametersWrong, 'Misconfigured'],
]);
