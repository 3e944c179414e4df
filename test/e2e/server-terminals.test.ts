import { readAckKeys, verifyAcknowledgement, verifyEd25519Sync, voucherHash } from '@facepay/device-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { callServer, type ServerAnswer } from '../support/server-call.ts';
import { openClassroom, resultsOf } from '../support/server-classroom.ts';
import { createTerminal, entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let terminal: ServerTerminal;
let pupil: ServerPupil;
beforeEach(async () => {
  ({ world, pupil, terminal } = await openClassroom());
  return world.close;
});

const heartbeat = { clockMs: 1, sdkVersion: '1.0', libraryAgeMs: 0, backlog: 0 };
const beat = '/v1/devices/device-1/heartbeat';

const refused = async (send: () => Promise<ServerAnswer>): Promise<ServerAnswer> => {
  const before = await world.store.storeDigest();
  const answer = await send();
  expect(answer.status).toBe(401);
  expect(await world.store.storeDigest()).toBe(before);
  return answer;
};

const upload = async () => ({ vouchers: [entryOf(await terminal.mint(pupil, 1250))] });

const asked = () => terminal.signed('POST', '/v1/devices/device-1/authinfo', { rawData: 'raw' });

describe('requests of terminals (INV-59, INV-60)', () => {
  const vouchers = '/v1/devices/device-1/vouchers';

  it('INV-64: a heartbeat is answered with the time of the server, by which the terminal measures its clock', async () => {
    const answer = must200(await terminal.signed('POST', beat, heartbeat));
    expect(answer.json).toEqual({ serverTime: '2026-09-07T12:00:00.000+08:00' });
  });
  it('BAD-41: unsigned', async () => {
    const body = await upload();
    const answer = await refused(() => callServer(world, 'POST', vouchers, { body }));
    expect(answer.json['code']).toBe('device-signature-missing');
    await refused(() => callServer(world, 'POST', vouchers, { body, token: tokens.admin }));
  });
  it('BAD-41: wrong key', async () => {
    const thief = createTerminal(world, 'device-1', 9);
    const body = await upload();
    await refused(() => thief.signed('POST', vouchers, body));
  });
  it('BAD-41: a device that nobody enrolled', async () => {
    const stranger = createTerminal(world, 'device-9', 9);
    const body = await upload();
    await refused(() => stranger.signed('POST', '/v1/devices/device-9/vouchers', body));
  });
  it("BAD-41: another device's key, on its own word or in the other's name", async () => {
    const other = createTerminal(world, 'device-2', 2);
    await other.enrol();
    const body = await upload();
    await refused(() => other.signed('POST', vouchers, body));
    await refused(() => other.signed('POST', vouchers, body, { keyid: 'device-1' }));
  });
  it('BAD-41: a revoked key, from the next request on', async () => {
    const body = await upload();
    must200(await callServer(world, 'POST', '/v1/devices/device-1/revoke', { token: tokens.admin }));
    await refused(() => terminal.signed('POST', vouchers, body));
    await refused(() => terminal.signed('POST', beat, heartbeat));
    await refused(() => terminal.signed('POST', '/v1/devices/device-1/authinfo', { rawData: 'raw' }));
  });
  it('a body that was changed on its way', async () => {
    const body = await upload();
    const headers = terminal.signature('POST', vouchers, { vouchers: [] });
    const answer = await refused(() => callServer(world, 'POST', vouchers, { body, headers }));
    expect(answer.json['code']).toBe('content-digest-mismatch');
    const digest = terminal.signature('POST', vouchers, body)['content-digest'] ?? '';
    const mixed = { ...headers, 'content-digest': digest };
    await refused(() => callServer(world, 'POST', vouchers, { body, headers: mixed }));
  });
  it('a signature for another path or query', async () => {
    const headers = terminal.signature('POST', beat, heartbeat);
    for (const target of ['/v1/devices/device-1/authinfo', `${beat}?a=1`])
      await refused(() => callServer(world, 'POST', target, { body: heartbeat, headers }));
  });
  it('BAD-42: replayed inside the window: the first answer again, no second effect; after it 401', async () => {
    const body = await upload();
    const again = { atMs: world.school.now(), nonce: 'once' };
    const first = must200(await terminal.signed('POST', vouchers, body, again));
    const digest = await world.store.storeDigest();
    const second = must200(await terminal.signed('POST', vouchers, body, again));
    expect(await world.store.storeDigest()).toBe(digest);
    expect(resultsOf(first)[0]).toMatchObject({ status: 'accepted' });
    expect(second.text).toBe(first.text);
    await world.school.pass(300_000);
    await refused(() => terminal.signed('POST', vouchers, body, again));
  });
  it.each([
    ['300 s old', -300_000],
    ['300 s ahead', 300_000],
  ])('BAD-43: %s: 401 with the time of the server', async (_, offMs) => {
    const answer = await refused(() => terminal.signed('POST', beat, heartbeat, { atMs: world.school.now() + offMs }));
    expect(answer.json).toMatchObject({ code: 'device-clock-wrong', serverTime: '2026-09-07T12:00:00.000+08:00' });
  });
  it('BAD-43: from a clock in 1970', async () => {
    const answer = await refused(() => terminal.signed('POST', beat, heartbeat, { atMs: 1000 }));
    expect(answer.json).toHaveProperty('serverTime');
  });
  it('299 s off is near enough', async () => {
    for (const offMs of [-299_000, 299_000])
      expect((await terminal.signed('POST', beat, heartbeat, { atMs: world.school.now() + offMs })).status).toBe(200);
  });
  it('INV-67: authinfo reaches the device, is kept, and ends when WeChat says', async () => {
    const first = must200(await asked());
    expect(first.json).toMatchObject({ authinfo: expect.any(String), expiresIn: 3600 });
    await world.school.pass(60_000);
    expect(must200(await asked()).json).toEqual({ authinfo: first.json['authinfo'], expiresIn: 3540 });
  });
});

describe('uploads', () => {
  it('INV-2: every durable entry is acknowledged with a key of the document', async () => {
    const signed = await terminal.mint(pupil, 1250);
    const [result] = resultsOf(must200(await terminal.upload([entryOf(signed)])));
    const keys = must(readAckKeys(must200(await callServer(world, 'GET', '/v1/devices/ack-keys')).json));
    const text = String(result?.['acknowledgement']);
    const believed = must(await verifyAcknowledgement(text, (id) => keys.get(id), verifyEd25519Sync));
    expect(Buffer.from(believed.voucherHash)).toEqual(Buffer.from(voucherHash(signed)));
  });
  it.each([
    [0, 422, 'shape-wrong'],
    [501, 413, 'batch-too-large'],
  ])('BAD-51: a batch of %i', async (size, status, code) => {
    const before = await world.store.storeDigest();
    const entry = entryOf(await terminal.mint(pupil, 1250));
    const answer = await terminal.upload(Array.from({ length: size }, () => entry));
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect(await world.store.storeDigest()).toBe(before);
  });
  it('BAD-51: a batch of 4 MiB + 1', async () => {
    const before = await world.store.storeDigest();
    const body = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);
    const answer = await terminal.signed('POST', '/v1/devices/device-1/vouchers', body);
    expect(answer.status).toBe(413);
    expect(await world.store.storeDigest()).toBe(before);
  });
  it('BAD-53: cut off after storing, before the answer: the retry brings the same answers, no duplicates', async () => {
    const entries = [entryOf(await terminal.mint(pupil, 1250)), entryOf(await terminal.mint(pupil, 800))];
    const lost = resultsOf(must200(await terminal.upload(entries)));
    const digest = await world.store.storeDigest();
    const retried = resultsOf(must200(await terminal.upload(entries)));
    expect(await world.store.storeDigest()).toBe(digest);
    expect(retried.map(({ deductionId, acknowledgement }) => [deductionId, acknowledgement])).toEqual(
      lost.map(({ deductionId, acknowledgement }) => [deductionId, acknowledgement]),
    );
  });
  it('INV-86: a store that is down answers 503, and the terminal repeats', async () => {
    const entries = [entryOf(await terminal.mint(pupil, 1250))];
    world.store.setDown(true);
    const answer = await terminal.upload(entries);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    world.store.setDown(false);
    expect(resultsOf(await terminal.upload(entries))[0]).toMatchObject({ status: 'accepted' });
  });
});
