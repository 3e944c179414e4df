import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  hour,
  inService,
  minute,
  type PayscoreWorld,
  services,
} from '../../test/payscore-world.ts';

const asked = (world: PayscoreWorld, change: object = {}) =>
  world.client.call('POST', `${world.base}/permissions`, {
    ...world.named,
    appid: world.keys.appid,
    service_id: services.face,
    authorization_code: 'A-1',
    ...change,
  });
const party = (world: PayscoreWorld) =>
  world.mode === 'direct' ? `appid=${world.keys.appid}` : `appid=${world.keys.appid}&sub_mchid=${world.keys.subMchid}`;
const byCode = (world: PayscoreWorld, code = 'A-1', service: string = services.face) =>
  world.client.call(
    'GET',
    `${world.base}/permissions/authorization-code/${code}?service_id=${service}&${party(world)}`,
  );
const byOpenid = (world: PayscoreWorld, openid = world.openid) =>
  world.client.call(
    'GET',
    world.mode === 'direct'
      ? `/v3/payscore/permissions/openid/${openid}?service_id=${services.face}&${party(world)}`
      : `${world.base}/permissions/search?openid=${openid}&service_id=${services.face}&${party(world)}`,
  );
const endByCode = (world: PayscoreWorld, code = 'A-1') =>
  world.client.call('POST', `${world.base}/permissions/authorization-code/${code}/terminate`, {
    ...(world.mode === 'partner' && world.named),
    service_id: services.face,
    reason: '不再合作',
  });
const endByOpenid = (world: PayscoreWorld, change: object = {}) =>
  world.mode === 'direct'
    ? world.client.call('POST', `/v3/payscore/permissions/openid/${world.openid}/terminate`, {
        appid: world.keys.appid,
        service_id: services.face,
        reason: '不再合作',
        ...change,
      })
    : world.client.call('POST', `${world.base}/permissions/terminate`, {
        ...world.named,
        appid: world.keys.appid,
        openid: world.openid,
        service_id: services.face,
        reason: '不再合作',
        ...change,
      });

describe.each(['direct', 'partner'] as const)('authorisations (payscore-wire.md §10), %s', (mode) => {
  test('nobody bound, then authorised, then revoked; who never did is 404, not UNAVAILABLE', async () => {
    const world = await createPayscoreWorld({ mode });
    expect(await byOpenid(world)).toMatchObject({ status: 404, json: { code: 'ORDER_NOT_EXIST' } });
    expect(await byCode(world)).toMatchObject({ status: 404, json: { message: '请求操作的授权记录不存在' } });
    const { status, json } = await asked(world);
    expect(status).toBe(200);
    const fresh = await byCode(world);
    expect(fresh.json).toMatchObject({ authorization_state: 'UNBINDUSER', authorization_code: 'A-1' });
    expect(fresh.json['openid']).toBeUndefined();
    await world.user({ action: 'authorise', token: json['apply_permissions_token'] });
    const opened = {
      authorization_state: 'AVAILABLE',
      authorization_code: 'A-1',
      openid: world.openid,
      mchid: world.keys.mchid,
      authorization_success_time: '2026-09-07T12:00:00+08:00',
    };
    expect((await byCode(world)).json).toMatchObject(opened);
    expect((await byOpenid(world)).json).toMatchObject(opened);
    await world.pass(hour);
    const ended = await endByCode(world);
    expect([ended.status, ended.text, world.client.verifies(ended)]).toEqual([204, '', true]);
    const closed = { authorization_state: 'UNAVAILABLE', cancel_authorization_time: '2026-09-07T13:00:00+08:00' };
    expect((await byCode(world)).json).toMatchObject(closed);
    expect((await byOpenid(world)).json).toMatchObject(closed);
    expect((await endByCode(world)).status).toBe(204);
  });

  test('refused while an order is open; afterwards no further order, the existing one goes on', async () => {
    const world = await inService({ mode });
    const refused = await endByOpenid(world);
    expect([refused.status, refused.json]).toEqual([400, { code: 'INVALID_REQUEST', message: '存在未完成订单' }]);
    await world.complete('P-1', 100);
    expect((await endByOpenid(world)).status).toBe(400);
    await world.pass(minute);
    expect((await endByOpenid(world)).status).toBe(204);
    expect(await world.create('P-2')).toMatchObject({ status: 403, json: { code: 'NO_AUTH' } });
    await world.user({ action: 'authorise' });
    expect((await world.create('P-2')).status).toBe(200);
  });

  test('a token opens one code, for one hour, for one user', async () => {
    const world = await createPayscoreWorld({ mode });
    const token = (await asked(world)).json['apply_permissions_token'];
    const again = (await asked(world)).json['apply_permissions_token'];
    expect(again).not.toBe(token);
    await world.pass(hour + 1);
    expect((await world.user({ action: 'authorise', token })).status).toBe(409);
    const fresh = (await asked(world)).json['apply_permissions_token'];
    expect((await world.user({ action: 'authorise', token: fresh })).status).toBe(200);
    expect((await world.user({ action: 'authorise', token: fresh }, 'o-parent-2')).status).toBe(409);
    expect((await asked(world)).json['code']).toBe('PARAM_ERROR');
  });

  test('a level and a label, never a score', async () => {
    const world = await createPayscoreWorld({ mode });
    const assess = () =>
      world.client.call('POST', `${world.base}/permissions/assess-user-risk-level?sub_mchid=${world.keys.subMchid}`, {
        service_id: services.face,
        appid: world.keys.appid,
        openid: world.openid,
      });
    expect((await assess()).status).toBe(404);
    await world.user({ action: 'authorise' });
    expect((await assess()).json).toMatchObject({ user_risk_level: 1, risk_level_version: 1, openid: world.openid });
    await world.user({ scoreTooLow: true });
    expect((await assess()).json).toMatchObject({ user_risk_level: 3, authorization_state: 'AVAILABLE' });
  });
});

test.each<[string, object]>([
  ['NO_AUTH', { service_id: services.confirm }],
  ['NO_AUTH', { service_id: '999999' }],
  ['NO_AUTH', { appid: 'wx0000000000000000' }],
  ['PARAM_ERROR', { authorization_code: 'a/b' }],
  ['PARAM_ERROR', { authorization_code: 'x'.repeat(33) }],
  ['PARAM_ERROR', { authorization_code: undefined }],
  ['PARAM_ERROR', { notify_url: 'https://pay.example.com/n?x=1' }],
])('a pre-authorisation refused as %s: %o', async (code, change) => {
  expect((await asked(await createPayscoreWorld(), change)).json['code']).toBe(code);
});

test('a code of another service is not there; a reason of 51 characters is too long', async () => {
  const world = await createPayscoreWorld();
  await asked(world);
  expect((await byCode(world, 'A-1', services.confirm)).status).toBe(404);
  expect((await endByCode(world)).status).toBe(404);
  await world.user({ action: 'authorise' });
  expect((await endByOpenid(world, { reason: 'x'.repeat(51) })).json['code']).toBe('PARAM_ERROR');
  expect((await endByOpenid(world, { reason: undefined })).json['code']).toBe('PARAM_ERROR');
});

test('partners only: a user has another name under the sub-merchant’s appid, scenes and quotas', async () => {
  const world = await createPayscoreWorld({ mode: 'partner' });
  const sub = { sub_appid: 'wx-sub' };
  const authorised = await world.user({ action: 'authorise', subAppid: 'wx-sub' });
  const [, subOpenid] = /"subOpenid":"([^"]+)"/.exec(authorised.text) ?? [];
  const created = await world.create('P-1', { ...sub, openid: undefined, sub_openid: subOpenid });
  expect(created.json).toMatchObject({ state: 'DOING', sub_appid: 'wx-sub' });
  expect((await world.query('P-1')).json).toMatchObject({ openid: world.openid, sub_openid: subOpenid });
  expect((await world.create('P-2', { openid: undefined, sub_openid: subOpenid })).json['code']).toBe('PARAM_ERROR');
  expect((await world.create('P-3', { ...sub, openid: undefined, sub_openid: 's-nobody' })).status).toBe(403);
  const scene = { ...world.named, service_id: services.face, appid: world.keys.appid, authorization_code: 'A-2' };
  const applied = await world.client.call('POST', `${world.base}/permissions/apply-for-scene`, {
    ...scene,
    scene: 'TRANSACTION',
  });
  expect(applied.json['transaction_permissions_token']).toMatch(/^\S{40,}$/);
  const quotas = await world.client.call(
    'GET',
    `${world.base}/servicequotas/service-id/${services.face}?appid=${world.keys.appid}&sub_mchid=${world.keys.subMchid}`,
  );
  expect(quotas.json['quotas']).toContainEqual({ risk_level: 1, suggested_quota: 50_000 });
});
