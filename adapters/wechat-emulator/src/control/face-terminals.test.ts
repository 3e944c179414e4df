import { buildFlatXml, readFlatXml, signV2 } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { expect, it } from 'vitest';
import { createEmulatedWorld, type EmulatedWorld, keys } from '../../test/emulated-world.ts';

/** An authinfo of the device `V1`. */
const authinfoOf = async ({ emulator, clock }: EmulatedWorld): Promise<string> => {
  const members = {
    store_id: 'S1',
    store_name: '南山店',
    device_id: 'V1',
    rawdata: Buffer.from(JSON.stringify({ deviceId: 'V1', at: clock.now() }), 'utf8').toString('base64'),
    appid: keys.appid,
    mch_id: keys.mchid,
    now: String(Math.floor(clock.now() / 1000)),
    version: '1',
    sign_type: 'HMAC-SHA256',
    nonce_str: 'a',
  };
  const body = buildFlatXml({ ...members, sign: signV2(members, keys.apiV2Key, 'HMAC-SHA256') });
  const target = '/face/get_wxpayface_authinfo';
  const read = readFlatXml((await emulator.handle({ method: 'POST', target, headers: {}, body })).body);
  return E.isRight(read) ? (read.right['authinfo'] ?? '') : '';
};
const ask = async (world: EmulatedWorld, change: object = {}) => {
  const asked = { deviceId: 'V1', appid: keys.appid, mchId: keys.mchid, serviceId: '500001', outRequestNo: 'S-1' };
  const body = { ...asked, authinfo: await authinfoOf(world), unionIdAsked: true, faceSeed: 7, ...change };
  return (await world.client.control('POST', '/face/payscore-status', body)).json;
};
const openWith = async (user: object) => {
  const world = createEmulatedWorld();
  await world.client.control('POST', '/notify-url', { url: 'https://pay.example.com/notify' });
  await world.client.control('PUT', '/face/people/o-1', { faceSeed: 7 });
  await world.client.control('POST', '/payscore/users/o-1', user);
  const answer = (id: unknown, agrees: boolean) =>
    world.client.control('POST', `/face/dialogs/${String(id)}`, { agrees });
  return { world, answer };
};

it('who authorised is told at once; who has not sees a page, once for each visit', async () => {
  const { world, answer } = await openWith({ opened: false });
  const first = await ask(world);
  expect(first).toMatchObject({ type: 'dialog', missing: ['open', 'authorise'] });
  expect((await answer(first['dialogId'], true)).json).toMatchObject({ type: 'authorised', openid: 'o-1' });
  expect((await answer(first['dialogId'], true)).status).toBe(404);
  expect(await ask(world)).toMatchObject({ type: 'authorised', openid: 'o-1' });
});

it('agreeing is told to the merchant by notice, and once', async () => {
  const { world, answer } = await openWith({});
  await answer((await ask(world))['dialogId'], true);
  await ask(world);
  await world.pass(1000);
  const notices = (await world.client.control('GET', '/notices')).json['notices'];
  expect(notices).toMatchObject([{ eventType: 'PAYSCORE.USER_OPEN_SERVICE' }]);
  const { json } = await world.client.control('GET', '/payscore/users/o-1');
  expect(json).toMatchObject({ authorizations: [{ state: 'AVAILABLE', outRequestNo: 'S-1' }] });
});

it('a page that nobody answers in time closes, and agreeing comes too late', async () => {
  const { world, answer } = await openWith({});
  const { dialogId } = await ask(world);
  await world.pass(120_000);
  expect((await answer(dialogId, true)).json).toMatchObject({ type: 'refused', returnCode: 'ERROR' });
  expect(await ask(world)).toMatchObject({ type: 'dialog', missing: ['authorise'] });
});

it('INV-67: an authinfo serves the device it was made for, for as long as it says', async () => {
  const { world } = await openWith({ action: 'authorise' });
  const authinfo = await authinfoOf(world);
  const licence = { returnCode: 'PARAM_ERROR', message: 'AuthInfo License Error' };
  expect(await ask(world, { authinfo, deviceId: 'V2' })).toMatchObject(licence);
  expect(await ask(world, { authinfo, mchId: '1900000000' })).toMatchObject({ errCode: 271359488 });
  expect(await ask(world, { authinfo: `${authinfo}x` })).toMatchObject({ errCode: 271378435 });
  await world.pass(7_199_999);
  expect(await ask(world, { authinfo })).toMatchObject({ type: 'authorised' });
  await world.pass(1);
  expect(await ask(world, { authinfo })).toMatchObject({ errCode: 271382020 });
});
