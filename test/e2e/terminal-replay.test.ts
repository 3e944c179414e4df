import { createHandle } from '@facepay/server';
import { beforeEach, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { openClassroom, resultsOf } from '../support/server-classroom.ts';
import { entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import type { ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let terminal: ServerTerminal;
let pupil: ServerPupil;
beforeEach(async () => {
  ({ world, terminal, pupil } = await openClassroom());
  return world.close;
});

const vouchers = '/v1/devices/device-1/vouchers';
const heartbeat = '/v1/devices/device-1/heartbeat';
const batch = async () => ({
  vouchers: [entryOf(await terminal.mint(pupil, 1250)), entryOf(await terminal.mint(pupil, 0)), 'no voucher'],
});

it('INV-60, BAD-42: a byte-equal repeat gets the first answer, word for word, however often', async () => {
  const again = { atMs: world.school.now(), nonce: 'once' };
  const body = await batch();
  const first = must200(await terminal.signed('POST', vouchers, body, again));
  expect(resultsOf(first).map(({ status }) => status)).toEqual(['accepted', 'held', 'unreadable']);
  const digest = await world.store.storeDigest();
  await world.school.pass(200_000);
  for (let copy = 0; copy < 3; copy += 1)
    expect(must200(await terminal.signed('POST', vouchers, body, again)).text).toBe(first.text);
  expect(await world.store.storeDigest()).toBe(digest);
});

it('INV-60: copies that arrive together have one effect and one answer', async () => {
  const again = { atMs: world.school.now(), nonce: 'once' };
  const body = await batch();
  const copies = await Promise.all(Array.from({ length: 5 }, () => terminal.signed('POST', vouchers, body, again)));
  expect(new Set(copies.map(({ text }) => text)).size).toBe(1);
  for (const copy of copies)
    expect(resultsOf(must200(copy)).map(({ status }) => status)).toEqual(['accepted', 'held', 'unreadable']);
});

it.each([
  ['heartbeat', 'POST', { clockMs: 1, sdkVersion: '1.0', libraryAgeMs: 0, backlog: 0 }],
  ['authinfo', 'POST', { rawData: 'raw' }],
  ['deny-list', 'GET', undefined],
] as const)(
  'INV-60: %s asked for again in the same bytes is answered in the same words',
  async (what, method, body) => {
    const again = { atMs: world.school.now(), nonce: 'once' };
    const ask = () => terminal.signed(method, `/v1/devices/device-1/${what}`, body, again);
    const first = must200(await ask());
    await world.school.pass(60_000);
    expect(must200(await ask()).text).toBe(first.text);
  },
);

it('INV-60: the nonce of an earlier request serves no other', async () => {
  const again = { atMs: world.school.now(), nonce: 'once' };
  must200(await terminal.signed('POST', vouchers, await batch(), again));
  const other = await batch();
  const digest = await world.store.storeDigest();
  const refused = await terminal.signed('POST', vouchers, other, again);
  expect([refused.status, refused.json['code']]).toEqual([401, 'device-signature-invalid']);
  expect(await world.store.storeDigest()).toBe(digest);
  expect(resultsOf(must200(await terminal.signed('POST', vouchers, other)))[0]).toMatchObject({ status: 'accepted' });
});

it('INV-60: a request refused while the store was down is done when it is repeated', async () => {
  const body = await batch();
  const authentic = terminal.signature('POST', vouchers, body);
  const send = () => callServer(world, 'POST', vouchers, { body, headers: authentic });
  world.store.setDown(true);
  expect((await send()).status).toBe(503);
  world.store.setDown(false);
  expect(resultsOf(must200(await send()))[0]).toMatchObject({ status: 'accepted' });
});

it('INV-60: what a terminal says of itself moves nothing when it comes again to a process that remembers nothing', async () => {
  const body = { clockMs: 1, sdkVersion: '1.0', libraryAgeMs: 0, backlog: 0, denyListVersion: 3 };
  const headers = terminal.signature('POST', heartbeat, body);
  must200(await callServer(world, 'POST', heartbeat, { body, headers }));
  const digest = await world.store.storeDigest();
  await world.school.pass(60_000);
  const other = { handle: createHandle({ ...world.deps }) };
  must200(await callServer(other, 'POST', heartbeat, { body, headers }));
  expect(await world.store.storeDigest()).toBe(digest);
});

it('INV-4, INV-60: another process, which remembers nothing, has no second effect and acknowledges the same', async () => {
  const again = { atMs: world.school.now(), nonce: 'once' };
  const body = await batch();
  const first = resultsOf(must200(await terminal.signed('POST', vouchers, body, again)));
  const digest = await world.store.storeDigest();
  const other = { handle: createHandle({ ...world.deps }) };
  const headers = terminal.signature('POST', vouchers, body);
  const second = resultsOf(must200(await callServer(other, 'POST', vouchers, { body, headers })));
  expect(await world.store.storeDigest()).toBe(digest);
  expect(second.map(({ deductionId, acknowledgement }) => [deductionId, acknowledgement])).toEqual(
    first.map(({ deductionId, acknowledgement }) => [deductionId, acknowledgement]),
  );
});
