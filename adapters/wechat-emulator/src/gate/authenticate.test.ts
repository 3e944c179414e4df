import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deductBody, mint, signUp } from '../../test/emulated-world.ts';

const organizations = '/v3/offlinefacemch/organizations';
const unknownOrganization = `${organizations}?organization_id=O000000Z0000000000`;

describe('request signatures', () => {
  test('a request signed by hand is answered, and the answer verifies by hand', async () => {
    const world = createEmulatedWorld();
    const pupil = await signUp(world, 'stu-000001');
    const target = `${organizations}?organization_name=${encodeURIComponent(pupil.organizationName)}`;
    const answer = await world.client.call('GET', target);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ organization_id: pupil.organizationId, organization_name: '第一小学' });
    expect(world.client.verifies(answer)).toBe(true);
    expect(answer.headers['request-id']).toMatch(/^[0-9A-F]{32}-0$/);
    expect(answer.headers['wechatpay-serial']).toBe(world.keys.platform[0]?.serialNo);
  });

  test('FAQ 3.2: one byte changed: 401 SIGN_ERROR with the details of k12-wire §1.4, unsigned, no effect', async () => {
    const world = createEmulatedWorld();
    const pupil = await signUp(world, 'stu-000001');
    const body = deductBody(world, await mint(world, pupil, 1200), 'M-000001', 1200);
    const answer = await world.client.call('POST', '/v3/offlineface/transactions', body, {
      tamper: (text) => text.replace('M-000001', 'M-000002'),
    });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({
      code: 'SIGN_ERROR',
      message: '错误的签名，验签失败',
      detail: {
        field: 'signature',
        location: 'authorization',
        issue: 'sign not match',
        sign_information: { method: 'POST', url: '/v3/offlineface/transactions' },
      },
    });
    const detail = JSON.stringify(answer.json['detail']);
    expect(detail).toMatch(/"truncated_sign_message":"POST\\n\/v3\/offlineface\/transactions\\n\d+\\n[0-9a-f]{32}\\n/);
    // Method, target, timestamp, nonce and body, each with its line feed.
    const length = 5 + '/v3/offlineface/transactions\n'.length + 11 + 33 + JSON.stringify(body).length + 1;
    const bytes = length + new TextEncoder().encode('午餐').length - '午餐'.length;
    expect(detail).toContain(`"sign_message_length":${bytes}`);
    expect(detail).not.toContain('auth_code":"');
    expect(answer.headers['wechatpay-signature']).toBeUndefined();
    expect(answer.headers['request-id']).toBeDefined();
    expect(world.emulator.ledger().orders).toEqual([]);
  });

  test('INV-57: any one character of the body changed after signing is 401, and nothing happens', async () => {
    const world = createEmulatedWorld();
    const pupil = await signUp(world, 'stu-000001');
    const body = JSON.stringify(deductBody(world, await mint(world, pupil, 1200), 'M-000001', 1200));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: body.length - 1 }), fc.constantFrom('0', ' ', '"', '餐'), async (at, put) => {
        fc.pre(body[at] !== put);
        const answer = await world.client.call('POST', '/v3/offlineface/transactions', body, {
          tamper: (text) => `${text.slice(0, at)}${put}${text.slice(at + 1)}`,
        });
        expect([answer.status, answer.json['code']]).toEqual([401, 'SIGN_ERROR']);
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(world.emulator.ledger().totals.deductRequests).toBe(0);
  });

  test.each([
    ['of another merchant', (value: string) => value.replace(/mchid="\d+"/, 'mchid="1900000001"')],
    ['with an unknown serial', (value: string) => value.replace(/serial_no="[^"]+"/, 'serial_no="5F00"')],
    ['of another scheme', (value: string) => value.replace('WECHATPAY2-SHA256-RSA2048', 'Bearer')],
    ['without a nonce', (value: string) => value.replace(/nonce_str="[^"]+",/, '')],
    ['with a member twice', (value: string) => value.replace('mchid=', 'timestamp="1",mchid=')],
    ['with a signature that is no base64', (value: string) => value.replace(/signature="[^"]+"/, 'signature="%%%"')],
  ])('Authorization %s: 401 SIGN_ERROR', async (_, change) => {
    const world = createEmulatedWorld();
    const good = world.client.authorization('GET', unknownOrganization, '', world.clock.now() / 1000);
    const answer = await world.client.call('GET', unknownOrganization, undefined, { authorization: change(good) });
    expect([answer.status, answer.json['code']]).toEqual([401, 'SIGN_ERROR']);
  });

  test.each([
    [-301, 401],
    [-300, 404],
    [300, 404],
    [301, 401],
  ])('a timestamp %i s off: %i', async (offSeconds, status) => {
    const world = createEmulatedWorld();
    const timestamp = world.clock.now() / 1000 + offSeconds;
    expect((await world.client.call('GET', unknownOrganization, undefined, { timestamp })).status).toBe(status);
  });

  test.each(['accept', 'user-agent'])('without %s: 400', async (name) => {
    const world = createEmulatedWorld();
    const { emulator } = world;
    const headers: Record<string, string[]> = { accept: ['*/*'], 'user-agent': ['x'], authorization: ['x'] };
    delete headers[name];
    const answer = await emulator.handle({
      method: 'GET',
      target: unknownOrganization,
      headers,
      body: new Uint8Array(),
    });
    expect(answer.status).toBe(400);
  });

  test('an unknown path is 404, a wrong method 405', async () => {
    const { client } = createEmulatedWorld();
    expect((await client.call('GET', '/v3/nothing')).status).toBe(404);
    expect((await client.call('DELETE', organizations)).status).toBe(405);
  });
});

describe('the key an answer is signed with', () => {
  test('Wechatpay-Serial: PUB_KEY_ID_… asks for the public key', async () => {
    const world = createEmulatedWorld();
    const { id } = world.keys.publicKey;
    const answer = await world.client.call('GET', unknownOrganization, undefined, { serial: id });
    expect(answer.status).toBe(404);
    expect(answer.headers['wechatpay-serial']).toBe(id);
    expect(world.client.verifies(answer)).toBe(true);
  });

  test('after a rotation the new certificate signs, is listed, and both decrypt with the APIv3 key', async () => {
    const world = createEmulatedWorld();
    const rotated = await world.client.control('POST', '/keys/rotate', {});
    const answer = await world.client.call('GET', '/v3/certificates');
    expect(answer.headers['wechatpay-serial']).toBe(rotated.json['signingSerial']);
    const listed = JSON.stringify(answer.json);
    expect(listed).toContain(world.keys.platform[0]?.serialNo);
    expect(listed).toContain(rotated.json['signingSerial']);
  });

  test('in public-key mode there are no certificates and every answer is signed with the public key', async () => {
    const world = createEmulatedWorld();
    await world.client.control('POST', '/keys/rotate', { mode: 'public-key' });
    const answer = await world.client.call('GET', '/v3/certificates');
    expect([answer.status, answer.json['code']]).toEqual([404, 'RESOURCE_NOT_EXISTS']);
    expect(answer.headers['wechatpay-serial']).toBe(world.keys.publicKey.id);
    expect(world.client.verifies(answer)).toBe(true);
  });
});
