import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { schoolKeys } from '../conformance/wechat-school.ts';
import { callServer, type ServerAnswer } from '../support/server-call.ts';
import { noticeBody, noticeHeaders, noticeTarget, noticeWith, sendNotice } from '../support/server-notice.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
beforeAll(async () => {
  world = await openServerWorld();
  return world.close;
});

const resource = () => ({
  user_id: 'FU1',
  out_user_id: 'pupil-1',
  organization_id: world.school.organization,
  mch_id: schoolKeys.mchid,
});
const body = (id: string) => noticeBody(id, resource());

/** The answer, after checking that nothing was stored for it. */
const refused = async (send: () => Promise<ServerAnswer>): Promise<ServerAnswer> => {
  const before = await world.store.storeDigest();
  const answer = await send();
  expect(await world.store.storeDigest()).toBe(before);
  return answer;
};
const forged = async (send: () => Promise<ServerAnswer>): Promise<void> => {
  const answer = await refused(send);
  expect([answer.status, answer.json['code']]).toEqual([401, 'FAIL']);
};

const probes = () => world.deps.counters.values().noticeProbes;

const refreshes = () => world.school.requestsTo('/v3/certificates');

describe('notices that are not authentic: 401, nothing stored', () => {
  it.each(['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'])(
    'BAD-1: without %s',
    async (name) => {
      const sent = body('bad-1');
      const { [name]: _, ...rest } = await noticeHeaders(world, sent);
      await forged(() => callServer(world, 'POST', noticeTarget, { body: sent, headers: rest }));
    },
  );
  it('BAD-1: without any of them', () =>
    forged(() => callServer(world, 'POST', noticeTarget, { body: body('bad-1') })));
  it.each(['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'])(
    'BAD-2: %s twice with different values',
    async (name) => {
      const sent = body('bad-2');
      const genuine = await noticeHeaders(world, sent);
      const twice = { [name]: [genuine[name] ?? '', 'another'] };
      await forged(() => sendNotice(world, sent, { headers: twice }));
    },
  );
  it('BAD-3: signature of another body', async () => {
    const headers = await noticeHeaders(world, body('other'));
    await forged(() => callServer(world, 'POST', noticeTarget, { body: body('bad-3'), headers }));
  });
  it('BAD-4: body re-serialised', async () => {
    const sent = body('bad-4');
    const headers = await noticeHeaders(world, sent);
    const spaced = JSON.stringify(JSON.parse(Buffer.from(sent).toString('utf8')), null, 1);
    await forged(() => callServer(world, 'POST', noticeTarget, { body: spaced, headers }));
  });
  it('BAD-5: a probe of WeChat is refused and counted apart (INV-47)', async () => {
    const before = probes();
    await forged(() =>
      sendNotice(world, body('bad-5'), { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' } }),
    );
    expect(probes()).toBe(before + 1);
  });
  it.each([
    ['not base64', '?*!'],
    ['empty', ''],
    ['padding only', '===='],
  ])('BAD-6: signature %s', (_, signature) =>
    forged(() => sendNotice(world, body('bad-6'), { headers: { 'wechatpay-signature': signature } })),
  );
  it('BAD-6: a signature of 1 MiB is cut off with the headers', async () => {
    const headers = { 'wechatpay-signature': 'A'.repeat(1024 * 1024) };
    const answer = await refused(() => sendNotice(world, body('bad-6'), { headers }));
    expect(answer.status).toBe(431);
  });
  it.each([-300, 300])('BAD-7: %i s away from now', async (seconds) => {
    const atMs = world.school.now() + seconds * 1000;
    await forged(() => sendNotice(world, body('bad-7'), { signing: { atMs } }));
  });
  it.each(['NaN', '-1788753600', '1788753600000', '0x6a9d0000', '1e9', ''])('BAD-8: timestamp %j', (timestamp) =>
    forged(() => sendNotice(world, body('bad-8'), { headers: { 'wechatpay-timestamp': timestamp } })),
  );
  it('BAD-9: unknown serial: one refresh of the keys for all within a minute', async () => {
    const before = refreshes();
    const unknown = { signing: { serial: 'AB12' } };
    await Promise.all([1, 2, 3].map(() => forged(() => sendNotice(world, body('bad-9'), unknown))));
    expect(refreshes() - before).toBeLessThanOrEqual(1);
  });
  it('BAD-10: serial of an expired certificate', async () => {
    const shared = world;
    world = await openServerWorld({ mode: 'certificate' });
    onTestFinished(async () => {
      await world.close();
      world = shared;
    });
    const platform = schoolKeys.platform[0];
    const signing = { privateKeyPem: platform?.privateKeyPem ?? '', serial: platform?.serialNo ?? '' };
    expect((await sendNotice(world, body('bad-10-before'), { signing })).status).toBe(200);
    await world.school.pass((platform?.expiresAt ?? 0) - world.school.now());
    await forged(() => sendNotice(world, body('bad-10'), { signing }));
  });
  it("BAD-11: signed with the merchant's own key, under its own serial or WeChat's", async () => {
    const { privateKeyPem, serialNo } = schoolKeys.merchant;
    await forged(() => sendNotice(world, body('bad-11'), { signing: { privateKeyPem, serial: serialNo } }));
    await forged(() => sendNotice(world, body('bad-11'), { signing: { privateKeyPem } }));
  });
  it.each([
    { host: 'localhost' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-debug': '1' },
  ])('BAD-12, INV-48: %j opens nothing', (headers) =>
    forged(() => sendNotice(world, body('bad-12'), { headers: { ...headers, 'wechatpay-signature': 'AAAA' } })),
  );
  it('BAD-23, INV-53: a captured notice after 5 min 1 s', async () => {
    const sent = body('bad-23');
    const headers = await noticeHeaders(world, sent);
    const send = () => callServer(world, 'POST', noticeTarget, { body: sent, headers });
    expect((await send()).status).toBe(200);
    await world.school.pass(301_000);
    await forged(send);
  });
});

const unreadable = async (sent: Uint8Array): Promise<void> => {
  const answer = await refused(() => sendNotice(world, sent));
  expect([answer.status, answer.json['code']]).toEqual([400, 'FAIL']);
};

describe('notices with a genuine signature that cannot be opened: 400, nothing stored', () => {
  it('BAD-13: GCM tag flipped', async () => {
    const envelope = JSON.parse(Buffer.from(body('bad-13')).toString('utf8'));
    const cipher = Buffer.from(String(envelope.resource.ciphertext), 'base64');
    cipher[cipher.length - 1] = (cipher.at(-1) ?? 0) ^ 1;
    envelope.resource.ciphertext = cipher.toString('base64');
    await unreadable(Buffer.from(JSON.stringify(envelope)));
  });
  it.each([
    ['ciphertext shorter than its tag', { ciphertext: Buffer.alloc(15).toString('base64') }],
    ['nonce of 11 bytes', { nonce: 'abcdefghijk' }],
    ['nonce of 13 bytes', { nonce: 'abcdefghijklm' }],
  ])('BAD-13: %s', (_, sealed) => unreadable(noticeWith('bad-13', sealed)));
  it.each(['AES-256-GCM', 'none', '', 'AEAD_SM4_GCM'])('BAD-14: algorithm %j', (algorithm) =>
    unreadable(noticeWith('bad-14', { algorithm })),
  );
  it.each(['', '[]', 'null', '{"id":1}', '{'])('a signed body that is no notice: %j', (text) =>
    unreadable(Buffer.from(text)),
  );
});

describe('how a notice is sent', () => {
  it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('BAD-25: %s', async (method) => {
    const answer = await refused(() => callServer(world, method, noticeTarget));
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });
  it.each([
    { 'content-type': 'text/xml' },
    { 'content-type': 'application/json; charset=gbk' },
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
  ])('BAD-25: %j', async (headers) => {
    const answer = await refused(() => sendNotice(world, body('bad-25'), { headers }));
    expect(answer.status).toBe(415);
  });
  it('BAD-24: a body of 64 KiB + 1', async () => {
    const answer = await refused(() => sendNotice(world, Buffer.alloc(64 * 1024 + 1, 0x20)));
    expect(answer.status).toBe(413);
  });
  it('for another merchant number there is no such path', async () => {
    const answer = await refused(() => callServer(world, 'POST', '/notify/wechat/1', { body: body('other') }));
    expect(answer.status).toBe(404);
  });
});
