import { createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TransportResult } from '@facepay/wechat-protocol';
import { verifies } from '../../test/mini-client.ts';
import {
  createPayscoreWorld,
  day,
  hour,
  inService,
  minute,
  type PayscoreWorld,
  second,
  services,
  toPay,
} from '../../test/payscore-world.ts';

/** What was delivered and to where, opened with the merchant's APIv3 key by node:crypto alone. */
const told = (world: PayscoreWorld) =>
  world.delivered.splice(0).map((call) => {
    const text = new TextDecoder().decode(call.body);
    const { event_type: event, resource } = JSON.parse(text);
    const sealed = Buffer.from(resource.ciphertext, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', world.keys.apiV3Key, resource.nonce);
    decipher.setAAD(Buffer.from(resource.associated_data));
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString();
    const at = `${call.origin}${call.target}`;
    return {
      event,
      at,
      signed: verifies(world.keys, call.headers, text),
      kind: resource.original_type,
      associated: resource.associated_data,
      plain: JSON.parse(plain),
    };
  });

const url = 'http://127.0.0.1:8700/notify/payscore';

describe('PAYSCORE notices (payscore-wire.md §11)', () => {
  test('confirmed and paid, each to the address of the order', async () => {
    const world = await createPayscoreWorld();
    await world.create('P-1', world.confirming);
    await world.confirm('P-1');
    await world.pass(0);
    const [confirmed] = told(world);
    expect(confirmed).toMatchObject({
      event: 'PAYSCORE.USER_CONFIRM',
      at: url,
      signed: true,
      kind: 'payscore',
      associated: 'payscore',
      plain: {
        appid: world.keys.appid,
        mchid: world.keys.mchid,
        out_order_no: 'P-1',
        service_id: services.confirm,
        openid: world.openid,
        state: 'DOING',
        state_description: 'USER_CONFIRM',
      },
    });
    const listed = await world.client.control('GET', '/notices');
    expect(listed.json['notices']).toMatchObject([{ eventType: 'PAYSCORE.USER_CONFIRM', state: 'delivered', url }]);
    await world.pass(hour);
    await world.complete('P-1', 3900, { service_id: services.confirm });
    await world.pass(minute);
    const [paid, ...none] = told(world);
    expect(none).toEqual([]);
    expect(paid).toMatchObject({
      event: 'PAYSCORE.USER_PAID',
      plain: {
        state: 'DONE',
        total_amount: 3900,
        need_collection: true,
        collection: { state: 'USER_PAID', paid_amount: 3900, paying_amount: 0, details: [{ paid_type: 'NEWTON' }] },
      },
    });
    const asked = await world.query('P-1', services.confirm);
    expect(paid?.plain.collection).toEqual(asked.json['collection']);
  });

  test('nobody is told of a create, a modification, a failed attempt, a sync, a cancel or an expiry', async () => {
    const world = await toPay(4000);
    await world.user({ script: { type: 'never' } });
    await world.modify('P-1', 3000);
    await world.pass(30 * minute);
    await world.sync('P-1');
    await world.create('P-2');
    await world.cancel('P-2');
    await world.create('P-3', world.confirming);
    await world.pass(31 * day);
    expect(told(world).filter(({ event }) => !event.includes('SERVICE'))).toEqual([]);
  });

  test('state in a paid notice may be DOING; the associated data may be another', async () => {
    const world = await toPay(100, { settings: { payscorePaidNoticeState: 'DOING', payscoreAssociatedData: '' } });
    await world.pass(minute);
    expect(told(world).at(-1)).toMatchObject({
      associated: '',
      plain: { state: 'DOING', state_description: 'MCH_COMPLETE', collection: { state: 'USER_PAID' } },
    });
  });

  test('a partner is told under its own name, with the sub-merchant', async () => {
    const world = await toPay(100, { mode: 'partner' });
    await world.pass(minute);
    expect(told(world).at(-1)?.plain).toMatchObject({ mchid: world.keys.mchid, sub_mchid: world.keys.subMchid });
  });

  test('INV-78 refused, it comes back on the 15 intervals', async () => {
    const times: number[] = [];
    const world = await inService({
      deliver: async (): Promise<TransportResult> => {
        times.push(world.clock.now());
        return { type: 'Answered', answer: { status: 500, headers: {}, body: new Uint8Array() } };
      },
    });
    await world.complete('P-1', 100);
    await world.pass(2 * day);
    expect(times.length).toBe(16);
    expect(times.slice(0, 6).map((at) => (at - (times[0] ?? 0)) / second)).toEqual([0, 15, 30, 60, 240, 840]);
  });

  test('an address beyond this machine is reached through the registered one, if there is any', async () => {
    const world = await inService();
    await world.create('P-2', { notify_url: 'https://pay.example.com/n' });
    await world.pass(minute);
    await world.complete('P-2', 100);
    await world.pass(minute);
    expect(told(world).at(-1)?.at).toBe('https://pay.example.com/n');
    await world.client.control('POST', '/notify-url', { url: 'http://127.0.0.1:8700/tunnel' });
    await world.complete('P-1', 100);
    await world.create('P-3', { notify_url: 'https://pay.example.com/n' });
    await world.pass(minute);
    await world.complete('P-3', 100);
    await world.pass(minute);
    expect(told(world).map(({ at }) => at)).toEqual([url, 'http://127.0.0.1:8700/tunnel']);
  });

  test('opened and closed: the pre-authorisation’s address, and the number of the face flow', async () => {
    const world = await createPayscoreWorld();
    const asked = await world.client.call('POST', '/v3/payscore/permissions', {
      service_id: services.face,
      appid: world.keys.appid,
      authorization_code: 'A-1',
      notify_url: 'http://127.0.0.1:8700/notify/authorised',
    });
    await world.user({ action: 'authorise', token: asked.json['apply_permissions_token'], outRequestNo: 'F-1' });
    await world.user({ action: 'revoke' });
    await world.pass(0);
    const common = {
      at: 'http://127.0.0.1:8700/notify/authorised',
      plain: {
        mchid: world.keys.mchid,
        service_id: services.face,
        openid: world.openid,
        authorization_code: 'A-1',
        out_request_no: 'F-1',
        openorclose_time: '20260907120000',
      },
    };
    expect(told(world)).toMatchObject([
      { event: 'PAYSCORE.USER_OPEN_SERVICE', ...common },
      { event: 'PAYSCORE.USER_CLOSE_SERVICE', ...common },
    ]);
  });
});
