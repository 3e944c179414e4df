import { DeviceId, FaceSid } from '@facepay/domain';
import { buildFlatXml, readFlatXml, signV2, type V2SignType, verifyV2 } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { isSignedAsSent, mchid, openFakeGateway, start } from '../test/fake-gateway.ts';

const apiV2Key = '192006250b4c09247ec02edce69f6a2d';
const appid = 'wx0123456789abcdef';
const must = <A>(parsed: E.Either<unknown, A>): A => {
  if (E.isLeft(parsed)) throw new Error(JSON.stringify(parsed.left));
  return parsed.right;
};
const request = {
  storeId: 'IMG001',
  storeName: '爱马哥南山店',
  device: must(DeviceId.of('DEV001')),
  rawData: 'H0kvnUgGHKuqflNwtNqCdOVpbO4FPSowudTG',
};
const granted = {
  return_code: 'SUCCESS',
  appid,
  mch_id: mchid,
  nonce_str: 'a',
  authinfo: 'q3OPhFtQ',
  expires_in: '7200',
};

const open = (signType: V2SignType = 'HMAC-SHA256') => {
  const gateway = openFakeGateway({ face: { baseUrl: 'https://payapp.weixin.qq.com', apiV2Key, signType } });
  const { face } = gateway.wechat;
  if (face === undefined) throw new Error('face is configured');
  const answer = (members: Record<string, string>, as: V2SignType = signType): void =>
    gateway.reply(() => ({
      body: buildFlatXml({ ...members, sign: signV2(members, apiV2Key, as) }, 'cdata'),
      signing: 'unsigned',
    }));
  return { ...gateway, face, answer, ask: () => face.authinfo(request)() };
};

describe('authinfo of an online face terminal (facepay-device.md §4)', () => {
  it.each(['HMAC-SHA256', 'MD5'] as const)(
    'asks the face host in XML, signed with %s, seconds and no v3 signature',
    async (type) => {
      const { ask, answer, calls } = open(type);
      answer(granted);
      expect(await ask()).toEqual(E.right({ authinfo: 'q3OPhFtQ', expiresIn: 7200 }));
      const [call] = calls;
      if (call === undefined) throw new Error('nothing was asked');
      expect(`${call.method} ${call.origin}${call.target}`).toBe(
        'POST https://payapp.weixin.qq.com/face/get_wxpayface_authinfo',
      );
      expect(call.headers['authorization']).toBeUndefined();
      const sent = must(readFlatXml(call.body));
      expect(verifyV2(sent, apiV2Key, type)).toBe(true);
      expect(sent).toMatchObject({
        store_id: 'IMG001',
        store_name: '爱马哥南山店',
        device_id: 'DEV001',
        appid,
        mch_id: mchid,
        now: String(start / 1000),
        version: '1',
        sign_type: type,
        nonce_str: '00000000000000000000000000000001',
      });
    },
  );

  it('INV-58: an MD5 answer to a request in HMAC-SHA256 is none', async () => {
    const { ask, answer } = open();
    answer(granted, 'MD5');
    expect(await ask()).toMatchObject({ left: { type: 'WechatUnknown', reason: 'SignWrong' } });
  });

  it('a signed refusal is one; an unsigned refusal and a broken answer leave everything open', async () => {
    const { ask, answer, reply } = open();
    answer({ return_code: 'ERROR', return_msg: '无效的RawData数据', nonce_str: 'a' });
    expect(await ask()).toMatchObject({
      left: { type: 'WechatRefused', trace: { code: 'ERROR', message: '无效的RawData数据' } },
    });
    reply(() => ({ body: buildFlatXml({ return_code: 'PARAM_ERROR', return_msg: '签名错误' }), signing: 'unsigned' }));
    expect(await ask()).toMatchObject({ left: { type: 'WechatUnknown', reason: 'refused, unsigned: PARAM_ERROR' } });
    for (const [status, type] of [
      [500, 'WechatUnknown'],
      [302, 'WechatUnknown'],
      [404, 'WechatUnknown'],
      [429, 'WechatUnavailable'],
    ] as const) {
      reply(() => ({ status, body: buildFlatXml(granted), signing: 'unsigned' }));
      expect(await ask()).toMatchObject({ left: { type, trace: { httpStatus: status } } });
    }
  });

  it('what could not be sent, or had no end, is told apart', async () => {
    const gateway = open();
    gateway.break(() => ({ type: 'NotSent', reason: 'no connection' }));
    expect(await gateway.ask()).toMatchObject({ left: { type: 'WechatUnavailable' } });
    gateway.break(() => ({ type: 'OutcomeUnknown', reason: 'timeout' }));
    expect(await gateway.ask()).toMatchObject({ left: { type: 'WechatUnknown' } });
  });

  it('BAD-37: an answer above 64 KiB is not read', async () => {
    const { ask, answer } = open();
    answer({ ...granted, return_msg: 'x'.repeat(64 * 1024) });
    expect(await ask()).toMatchObject({ left: { type: 'WechatUnknown', reason: 'answer too long' } });
  });

  it('INV-88: what is shown to support names the store number and hides raw data, permission and keys', async () => {
    const { ask, answer, traces } = open();
    answer({ ...granted, expires_in: '0' });
    const failed = JSON.stringify(await ask());
    expect(failed).toContain('POST /face/get_wxpayface_authinfo');
    expect(failed).toContain('"store_id":"IMG001"');
    expect(failed).toContain('mismatch: expires_in');
    for (const secret of [request.rawData, apiV2Key, granted.authinfo]) expect(failed).not.toContain(secret);
    expect(traces).toMatchObject([{ path: '/face/get_wxpayface_authinfo', outcome: 'unknown' }]);
  });

  it('a permission is bound to appid, merchant, store, device and what WeChat keeps, not to the raw data', () => {
    const { face } = open();
    const name = face.bindingOf(request);
    expect(face.bindingOf({ ...request, rawData: 'other' })).toBe(name);
    const others = [{ storeId: 'S2' }, { storeName: 'B' }, { device: must(DeviceId.of('DEV002')) }, { attach: '{}' }];
    for (const other of others) expect(face.bindingOf({ ...request, ...other })).not.toBe(name);
  });
});

describe('face_sid (facepay-device.md §5)', () => {
  const sid = must(FaceSid.of('aabb/cc==12345'));

  it('asks v3 for the UnionID, the id encoded as a segment', async () => {
    const { face, reply, calls } = open();
    reply(() => ({ body: { union_id: 'abcdefg111' } }));
    expect(await face.unionId(sid)()).toEqual(E.right('abcdefg111'));
    const [call] = calls;
    expect(call?.origin).toBe('https://api.mch.weixin.qq.com');
    expect(call?.target).toBe(`/v3/facemch/users/aabb%2Fcc%3D%3D12345?info_type=ASK_UNIONID&appid=${appid}`);
    expect(call !== undefined && isSignedAsSent(call)).toBe(true);
  });

  it('none of that name is nothing; another refusal is a failure, and so is a forged answer (INV-54)', async () => {
    const { face, reply } = open();
    reply(() => ({ status: 404, body: { code: 'NOT_FOUND', message: '' } }));
    expect(await face.unionId(sid)()).toEqual(E.right(undefined));
    reply(() => ({ status: 400, body: { code: 'PARAM_ERROR', message: '' } }));
    expect(await face.unionId(sid)()).toMatchObject({ left: { type: 'WechatRefused' } });
    reply(() => ({ body: { union_id: 'abcdefg111' }, signing: 'forged' }));
    expect(await face.unionId(sid)()).toMatchObject({ left: { type: 'WechatUnknown' } });
  });
});

it('without its settings there is no online face; a face host in plain http is refused (INV-57)', () => {
  expect(openFakeGateway().wechat.face).toBeUndefined();
  const face = { baseUrl: 'http://payapp.weixin.qq.com', apiV2Key, signType: 'HMAC-SHA256' } as const;
  expect(() => openFakeGateway({ face })).toThrow('face.baseUrl');
});
