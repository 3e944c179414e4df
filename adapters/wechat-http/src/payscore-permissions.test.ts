import { AuthorizationCode, Instant, Openid, type PermissionOf } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { mchid, type Reply, wrongSignings } from '../test/fake-gateway.ts';
import { must } from '../test/orders.ts';
import { type Mode, modes, openPayscoreGateway } from '../test/payscore-orders.ts';

const code = must(AuthorizationCode.of('1275342195190894594'));
const openid = must(Openid.of('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'));
const byCode: PermissionOf = { type: 'code', code };
const byOpenid: PermissionOf = { type: 'openid', openid };
const everyone: readonly PermissionOf[] = [byCode, byOpenid];
const record = (mode: Mode, change: object = {}): object => ({
  service_id: '500001',
  appid: 'wx0123456789abcdef',
  mchid,
  ...(mode === 'partner' && { sub_mchid: '1600000001' }),
  openid,
  authorization_code: code,
  authorization_state: 'AVAILABLE',
  authorization_success_time: '2015-05-20T13:29:35.120+08:00',
  ...change,
});
const notExist: Reply = { status: 404, body: { code: 'ORDER_NOT_ EXIST', message: '请求操作的授权记录不存在' } };

describe.each(modes)('authorisations, %s mode', (mode) => {
  const open = (...replies: readonly Reply[]) => {
    const gateway = openPayscoreGateway(mode);
    const left = [...replies];
    gateway.reply(() => left.shift() ?? { status: 500 });
    const asked = () =>
      gateway.calls.map(({ method, target, body }) => `${method} ${target} ${new TextDecoder().decode(body)}`.trim());
    return { ...gateway.payscore.permissions, asked, traces: gateway.traces };
  };
  const end = (...replies: readonly Reply[]) => open(...replies).terminate(byCode, '不再使用')();
  const base = mode === 'direct' ? '/v3/payscore' : '/v3/payscore/partner';
  const sub = mode === 'direct' ? '' : '"sub_mchid":"1600000001",';

  it('pre-authorises: the token opens the page', async () => {
    const { preAuthorise, asked } = open({ body: { apply_permissions_token: 'T-1' } });
    expect(await preAuthorise({ code, notifyUrl: 'https://api.test.com' })()).toEqual(E.right('T-1'));
    expect(asked()).toEqual([
      `POST ${base}/permissions {"service_id":"500001","appid":"wx0123456789abcdef",${sub}` +
        `"authorization_code":"${code}","notify_url":"https://api.test.com"}`,
    ]);
  });
  it('is read by code and by openid, from the path of this mode, times with milliseconds', async () => {
    const { read, asked } = open({ body: record(mode) }, { body: record(mode) });
    const openedAt = Instant.of(Date.UTC(2015, 4, 20, 5, 29, 35, 120));
    for (const of of everyone)
      expect(await read(of)()).toEqual(E.right({ state: 'available', code, openid, openedAt }));
    const service = 'service_id=500001';
    const app = 'appid=wx0123456789abcdef';
    expect(asked()).toEqual(
      mode === 'direct'
        ? [
            `GET ${base}/permissions/authorization-code/${code}?${service}`,
            `GET ${base}/permissions/openid/${openid}?${service}&${app}`,
          ]
        : [
            `GET ${base}/permissions/authorization-code/${code}?${service}&sub_mchid=1600000001`,
            `GET ${base}/permissions/search?${service}&${app}&sub_mchid=1600000001&openid=${openid}`,
          ],
    );
  });
  it('404 is "never", which is not "unavailable" (§10.2)', async () => {
    const revoked = record(mode, {
      authorization_state: 'UNAVAILABLE',
      cancel_authorization_time: '2016-01-01T00:00:00+08:00',
    });
    const unbound = record(mode, {
      authorization_state: 'UNBINDUSER',
      openid: undefined,
      authorization_success_time: undefined,
    });
    const { read } = open(notExist, { body: revoked }, { body: unbound });
    expect(await read(byOpenid)()).toEqual(E.right(undefined));
    const closedAt = Instant.of(Date.UTC(2015, 11, 31, 16));
    expect(await read(byOpenid)()).toMatchObject(E.right({ state: 'unavailable', closedAt }));
    expect(await read(byCode)()).toEqual(E.right({ state: 'unbound', code }));
  });
  it.each([
    ['authorization_code', byCode, { authorization_code: 'another' }],
    ['openid', byOpenid, { openid: 'another' }],
    ['service_id', byCode, { service_id: '500002' }],
    ['mchid', byOpenid, { mchid: '1999999999' }],
  ] as const)('INV-10 a record that names another %s is not believed', async (name, of, change) => {
    const { read } = open({ body: record(mode, change) });
    expect(await read(of)()).toMatchObject(E.left({ type: 'WechatUnknown', reason: `mismatch: ${name}` }));
  });
  it('INV-9 a state that nobody knows, and a 404 that is none of ours, say nothing', async () => {
    const strange: Reply = { body: record(mode, { authorization_state: 'FROZEN' }) };
    const { read } = open(strange, { status: 404, body: { code: 'NOT_FOUND' } }, { status: 404, signing: 'unsigned' });
    expect(await read(byCode)()).toMatchObject(E.left({ reason: 'not-understood: authorization_state FROZEN' }));
    expect(await read(byCode)()).toMatchObject(E.left({ type: 'WechatRefused' }));
    expect(await read(byCode)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('INV-88 neither the log of a call nor what support is shown names the person', async () => {
    const { read, terminate, traces } = open({ status: 400, body: { code: 'PARAM_ERROR' } }, { status: 403 });
    const failed = [await read(byOpenid)(), await terminate(byOpenid, '不再使用')()];
    expect(traces.length).toBeGreaterThan(1);
    expect(JSON.stringify([failed, traces])).not.toContain(openid);
  });
  it.each(wrongSignings)('INV-45 an answer that is %s proves nothing', async (signing) => {
    const { read, terminate } = open(
      { signing, body: record(mode) },
      { ...notExist, signing },
      { signing, status: 204 },
    );
    expect(await read(byCode)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(await read(byCode)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(await terminate(byCode, '不再使用')()).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('is ended by code and by openid (§10.3)', async () => {
    const { terminate, asked } = open({ status: 204 }, { status: 204 });
    for (const of of everyone) expect(await terminate(of, '不再使用')()).toEqual(E.right('terminated'));
    const byOpenidCall =
      mode === 'direct'
        ? `POST ${base}/permissions/openid/${openid}/terminate {"service_id":"500001","appid":"wx0123456789abcdef","reason":"不再使用"}`
        : `POST ${base}/permissions/terminate {"openid":"${openid}","service_id":"500001","appid":"wx0123456789abcdef",${sub}"reason":"不再使用"}`;
    expect(asked()).toEqual([
      `POST ${base}/permissions/authorization-code/${code}/terminate {"service_id":"500001",${sub}"reason":"不再使用"}`,
      byOpenidCall,
    ]);
  });
  it('stays while orders are open; refused otherwise, it is ended if a reading says so', async () => {
    const openOrders: Reply = { status: 400, body: { code: 'INVALID_REQUEST', message: '存在未完成订单' } };
    const wrongState: Reply = { status: 400, body: { code: 'INVALID_REQUEST', message: '授权状态不合法' } };
    const revoked: Reply = { body: record(mode, { authorization_state: 'UNAVAILABLE' }) };
    expect(await end(openOrders)).toEqual(E.right('orders-open'));
    expect(await end(wrongState, revoked)).toEqual(E.right('terminated'));
    expect(await end(wrongState, { body: record(mode) })).toMatchObject(E.left({ type: 'WechatRefused' }));
    expect(await end(wrongState, notExist)).toMatchObject(E.left({ type: 'WechatRefused' }));
    expect(await end({ status: 502 }, revoked)).toEqual(E.right('terminated'));
  });
});
