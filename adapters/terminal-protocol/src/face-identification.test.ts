import fc from 'fast-check';
import { onlineSdkErrors } from '@facepay/wechat-protocol';
import { expect, it } from 'vitest';
import { toIdentification } from './face-identification.ts';

const openid = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

it('only SUCCESS with an openid identifies anybody (facepay-device.md §7)', () => {
  expect(toIdentification({ return_code: 'SUCCESS', openid, face_sid: 'aabbccdd12345' })).toEqual({
    type: 'Identified',
    openid,
    faceSid: 'aabbccdd12345',
  });
  expect(toIdentification({ return_code: 'SUCCESS', openid })).toEqual({ type: 'Identified', openid });
  expect(toIdentification({ return_code: 'SUCCESS', openid, face_sid: '<>' })).toEqual({ type: 'Identified', openid });
  for (const wrong of ['', 'o p', 'x'.repeat(129)])
    expect(toIdentification({ return_code: 'SUCCESS', openid: wrong }).type).toBe('TemporarilyUnavailable');
  const code = fc.oneof(
    fc.string(),
    fc.constantFrom('success', 'SUCCESS ', 'USER_QUERY_CANCEL', 'IGNORE', 'ERROR', 'FAIL'),
  );
  fc.assert(
    fc.property(
      code.filter((one) => one !== 'SUCCESS'),
      fc.dictionary(fc.constantFrom('err_code', 'return_msg'), fc.string(), { noNullPrototype: true }),
      (return_code, rest) => {
        expect(toIdentification({ ...rest, return_code, openid }).type).not.toBe('Identified');
      },
    ),
  );
});

it.each([
  ['USER_CANCEL', undefined, 'DeclinedByUser'],
  ['SCAN_PAYMENT', undefined, 'WantsCode'],
  ['FACE_UNKNOWN', undefined, 'FaceUnknown'],
  ['ERROR', undefined, 'OpeningFailed'],
  ['ERROR', 271382694, 'OpeningFailed'],
  ['ERROR', onlineSdkErrors.authinfoOver, 'AuthinfoUnusable'],
  ['ERROR', onlineSdkErrors.authinfoEmpty, 'AuthinfoUnusable'],
  ['ERROR', onlineSdkErrors.notInitialised, 'TemporarilyUnavailable'],
  ['ERROR', onlineSdkErrors.cameraFault, 'TemporarilyUnavailable'],
  ['ERROR', onlineSdkErrors.serviceWithoutFace, 'Misconfigured'],
  ['ERROR', onlineSdkErrors.versionWithoutPayscore, 'Misconfigured'],
  ['PARAM_ERROR', undefined, 'Misconfigured'],
  ['SYSTEMERROR', undefined, 'TemporarilyUnavailable'],
  ['USER_QUERY_CANCEL', undefined, 'TemporarilyUnavailable'],
  ['IGNORE', undefined, 'TemporarilyUnavailable'],
])('%s %s is %s', (return_code, code, type) => {
  expect(toIdentification({ return_code, ...(code === undefined ? {} : { err_code: String(code) }) }).type).toBe(type);
});

it('null, and the licence of another machine', () => {
  expect(toIdentification(null).type).toBe('TemporarilyUnavailable');
  const told = { return_code: 'PARAM_ERROR', return_msg: 'AuthInfo License Error' };
  expect(toIdentification(told).type).toBe('AuthinfoUnusable');
});
