import { createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import { createEmulatedWorld, deduct, mint, monday, signUp } from '../../test/emulated-world.ts';
import type { EmulatedWorld } from '../../test/emulated-world.ts';
import { verifies } from '../../test/mini-client.ts';

const answering = (status: number) => async (): Promise<TransportResult> => ({
  type: 'Answered',
  answer: { status, headers: {}, body: new Uint8Array() },
});

const listening = async (world: EmulatedWorld) => {
  await world.client.control('POST', '/notify-url', { url: 'http://127.0.0.1:8700/notify/wechat/1' });
  return world;
};

const textOf = (call: OutgoingCall) => new TextDecoder().decode(call.body);

const open = (world: EmulatedWorld, call: OutgoingCall) => {
  const envelope = JSON.parse(textOf(call));
  const { ciphertext, nonce, associated_data: associated } = envelope.resource;
  const sealed = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', world.keys.apiV3Key, nonce);
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString();
  return { envelope, resource: JSON.parse(plain) };
};

const offsetsSeconds = [0, 15, 30, 60, 240, 840, 2040, 3840, 5640, 7440, 11040, 21840, 32640, 43440, 65040, 86640];

describe('notices', () => {
  test('a signing is told, encrypted and signed, and never says what state it is', async () => {
    const world = await listening(createEmulatedWorld());
    const pupil = await signUp(world, 'stu-000001');
    await world.pass(0);
    const [call] = world.delivered;
    if (call === undefined) throw new Error('nothing delivered');
    expect([call.method, call.origin, call.target]).toEqual(['POST', 'http://127.0.0.1:8700', '/notify/wechat/1']);
    expect(verifies(world.keys, call.headers, textOf(call))).toBe(true);
    const { envelope, resource } = open(world, call);
    expect(envelope).toMatchObject({
      event_type: 'FACEPAY.USER_STATE_CHANGE',
      resource_type: 'encrypt-resource',
      summary: '刷脸用户签约状态变更',
      create_time: '2026-09-07T12:00:00+08:00',
    });
    expect(envelope.id).toMatch(/^EV-[0-9a-f]{29}$/);
    expect(resource).toEqual({
      user_id: pupil.userId,
      out_user_id: 'stu-000001',
      organization_id: pupil.organizationId,
      mch_id: world.keys.mchid,
      notify_create_time: '2026-09-07T12:00:00+08:00',
      appid: world.keys.appid,
      openid: pupil.openid,
      contract_id: pupil.contractId,
    });
  });

  test('FAQ 5.6: refused, it comes back on the 15 intervals of 24 h 4 min, one id, each signed afresh, then never', async () => {
    const times: number[] = [];
    const world = await listening(
      createEmulatedWorld({
        deliver: async () => {
          times.push((world.clock.now() - monday) / 1000);
          return answering(500)();
        },
      }),
    );
    await signUp(world, 'stu-000001');
    await world.pass(48 * 3_600_000);
    expect(times).toEqual(offsetsSeconds);
    expect(new Set(world.delivered.map(textOf)).size).toBe(1);
    expect(new Set(world.delivered.map(({ headers }) => headers['wechatpay-signature'])).size).toBe(16);
    for (const call of world.delivered) expect(verifies(world.keys, call.headers, textOf(call))).toBe(true);
    expect(world.emulator.dueAt()).toBeUndefined();
    const listed = await world.client.control('GET', '/notices');
    expect(listed.json['notices']).toMatchObject([{ state: 'given-up' }]);
  });

  test.each([200, 204])('%i ends it', async (status) => {
    const world = await listening(createEmulatedWorld({ deliver: answering(status) }));
    await signUp(world, 'stu-000001');
    await world.pass(48 * 3_600_000);
    expect(world.delivered.length).toBe(1);
  });

  test('one that was given up can be delivered again by hand', async () => {
    const world = await listening(createEmulatedWorld());
    await signUp(world, 'stu-000001');
    await world.pass(0);
    const listed = await world.client.control('GET', '/notices');
    const [, id] = /"id":"([^"]+)"/.exec(listed.text) ?? [];
    expect((await world.client.control('POST', `/notices/${id}/redeliver`)).status).toBe(202);
    await world.pass(0);
    expect(world.delivered.length).toBe(2);
    expect((await world.client.control('POST', '/notices/EV-0/redeliver')).status).toBe(404);
  });

  test('termination, disabling and debt are told; enabling is not; transactions only on request', async () => {
    const world = await listening(createEmulatedWorld());
    const pupil = await signUp(world, 'stu-000001');
    const told = async () => {
      await world.pass(0);
      return world.delivered.splice(0).map((call) => open(world, call).envelope.event_type);
    };
    expect(await told()).toEqual(['FACEPAY.USER_STATE_CHANGE']);
    await world.client.control('POST', `/users/${pupil.userId}/disable`);
    expect(await told()).toEqual(['FACEPAY.USER_STATE_CHANGE']);
    await world.client.control('POST', `/users/${pupil.userId}/enable`);
    expect(await told()).toEqual([]);
    await world.client.control('PUT', `/payers/${pupil.openid}`, { balanceFen: 0, cards: [], advanceQuota: true });
    for (const number of [1, 2, 3]) await deduct(world, await mint(world, pupil, 100), `M-00000${number}`, 100);
    expect(await told()).toEqual(['FACEPAY.USER_STATE_CHANGE']);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`, { outTradeNo: 'M-000002' });
    expect(await told()).toEqual(['TRANSACTION.PAY_BACK']);
  });

  test('TRANSACTION.SUCCESS carries the order when it is switched on', async () => {
    const world = await listening(createEmulatedWorld({ settings: { transactionNotices: true } }));
    const pupil = await signUp(world, 'stu-000001');
    await world.pass(0);
    world.delivered.splice(0);
    const answer = await deduct(world, await mint(world, pupil, 100), 'M-000001', 100);
    await world.pass(0);
    const [call] = world.delivered;
    if (call === undefined) throw new Error('nothing delivered');
    expect(open(world, call)).toMatchObject({ envelope: { event_type: 'TRANSACTION.SUCCESS' }, resource: answer.json });
  });

  test.each([
    ['notice-drop', 0, 1],
    ['notice-duplicate', 2, 2],
    ['notice-forge', 2, 2],
  ])('%s', async (kind, atOnce, later) => {
    const world = await listening(createEmulatedWorld());
    await world.client.control('POST', '/faults', { kind });
    await signUp(world, 'stu-000001');
    await world.pass(0);
    expect(world.delivered.length).toBe(atOnce);
    const good = world.delivered.filter((call) => verifies(world.keys, call.headers, textOf(call)));
    expect(good.length).toBe(kind === 'notice-forge' ? 1 : atOnce);
    await world.pass(15_000);
    expect(world.delivered.length).toBe(later);
  });

  test('a URL with a query, or HTTP to another machine, is refused', async () => {
    const { client } = createEmulatedWorld();
    for (const url of ['https://a.example/n?x=1', 'http://a.example/n', 'nonsense'])
      expect((await client.control('POST', '/notify-url', { url })).status).toBe(400);
    expect((await client.control('POST', '/notify-url', { url: 'https://a.example/n' })).status).toBe(200);
  });
});
