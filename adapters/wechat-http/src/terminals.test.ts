import { DeviceId, OrganizationId, SubMchid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, it } from 'vitest';
import { isSignedAsSent, mchid, openFakeGateway } from '../test/fake-gateway.ts';

const must = <A>(parsed: E.Either<unknown, A>): A => {
  if (E.isLeft(parsed)) throw new Error(JSON.stringify(parsed.left));
  return parsed.right;
};

it('FAQ 3.1: authinfo of K12 is an ordinary v3 call: JSON signed by the provider, and no key of the old signature', async () => {
  const gateway = openFakeGateway();
  gateway.reply(() => ({ body: { authinfo: 'AUTHINFO', expires_in: 3600 } }));
  const given = await gateway.wechat.terminals.authinfo({
    organization: must(OrganizationId.of('O0A1B2CZ0123456789')),
    subMchid: must(SubMchid.of('1900000109')),
    device: must(DeviceId.of('terminal-1')),
    rawData: 'abc+/=',
  })();
  expect(given).toEqual(E.right({ authinfo: 'AUTHINFO', expiresIn: 3600 }));
  const [call] = gateway.calls;
  if (call === undefined) throw new Error('nothing was asked');
  expect([call.method, `${call.origin}${call.target}`]).toEqual([
    'POST',
    'https://api.mch.weixin.qq.com/v3/offlineface/authinfo',
  ]);
  expect(call.headers['authorization']).toContain(`WECHATPAY2-SHA256-RSA2048 mchid="${mchid}"`);
  expect(isSignedAsSent(call)).toBe(true);
  expect(Object.keys(JSON.parse(new TextDecoder().decode(call.body)) as object)).toEqual([
    'sp_appid',
    'sub_mchid',
    'device_id',
    'raw_data',
    'organization_id',
  ]);
});
