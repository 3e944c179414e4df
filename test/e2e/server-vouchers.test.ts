import { hour } from '@facepay/domain';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { openClassroom, resultsOf } from '../support/server-classroom.ts';
import { createTerminal, entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import { otherOrganization, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let terminal: ServerTerminal;
let pupil: ServerPupil;
let devices = 1;
beforeAll(async () => {
  ({ world, pupil } = await openClassroom());
  return world.close;
});
beforeEach(async () => {
  devices += 1;
  terminal = createTerminal(world, `device-${devices}`, devices);
  await terminal.enrol();
});

const upload = async (entries: readonly unknown[], by: ServerTerminal = terminal) =>
  resultsOf(must200(await by.upload(entries)));
const deviceNow = async (by: ServerTerminal = terminal) =>
  (await callServer(world, 'GET', `/v1/devices/${by.deviceId}`, { token: tokens.admin })).json;

const held = async (change: Parameters<ServerTerminal['mint']>[2], reason: string): Promise<void> => {
  const good = entryOf(await terminal.mint(pupil, 1250));
  const bad = entryOf(await terminal.mint(pupil, 1250, change));
  const after = entryOf(await terminal.mint(pupil, 800));
  const results = await upload([good, bad, after]);
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'held', 'accepted']);
  expect(results[1]).toMatchObject({ reason, acknowledgement: expect.any(String) });
  const id = String(results[1]?.['deductionId']);
  const target = `/v1/deductions/${id}?organizationId=${world.school.organization}`;
  const { json } = await callServer(world, 'GET', target, { token: tokens.auditor });
  expect(json).toMatchObject({ state: 'held', reason, attemptsTotal: 0 });
  expect(json).not.toHaveProperty('nextAttemptAt');
};

describe('one bad voucher among good ones (INV-18)', () => {
  it.each(['0', '-1', '10001', '1.5', '"100"', '9007199254740992', 'null', ''])('BAD-44: amount %s', (amountFen) =>
    held({ amountFen }, 'amount'),
  );
  it.each([
    ['an unknown user', { outUserId: 'nobody-1', userId: 'FUnobody' }],
    ["another pupil's WeChat id", { userId: 'FUother' }],
  ])('BAD-45: %s', (_, change) => held(change, 'user'));
  it("BAD-45: of another organization's user", () => held({ organizationId: otherOrganization }, 'tenant'));
  it('BAD-55: minted for another merchant', () => held({ subMchid: '1999999999' }, 'merchant'));
  it.each<[string, () => number | string]>([
    ['tomorrow', () => world.school.now() + 24 * hour],
    ['31 days ago', () => world.school.now() - 31 * 24 * hour],
    ['in the year 9999', () => Date.parse('9999-12-31T12:00:00+08:00')],
    ['on 29 February 2027', () => '2027-02-29T12:00:00+08:00'],
    ['in 1969', () => -1],
    ['at no time', () => ''],
  ])('BAD-50: dated %s', (_, saleAt) => held({ saleAtMs: String(saleAt()) }, 'clock'));
  it('BAD-46: truncated credential; plus turned into space', async () => {
    const genuine = (await terminal.mint(pupil, 100)).voucher.credential;
    const at = genuine.indexOf('+') < 0 ? 7 : genuine.indexOf('+');
    for (const credential of [genuine.slice(0, -8), `${genuine.slice(0, at)} ${genuine.slice(at + 1)}`]) {
      devices += 1;
      terminal = createTerminal(world, `device-${devices}`, devices);
      await terminal.enrol();
      await held({ credential }, 'credential');
    }
  });
  it.each<[string, unknown]>([
    ['NUL', 'a\0b'],
    ['half of a surrogate pair', '\ud800'],
    ['__proto__', JSON.parse('{"__proto__":{"admin":true}}')],
    ['a number', 7],
    ['null', null],
    ['nested lists', [[[]]]],
    ['the start of a voucher', Buffer.from('FPV1').toString('base64')],
  ])('an entry that is %s is unreadable, the one beside it is stored', async (_, entry) => {
    const results = await upload([entry, entryOf(await terminal.mint(pupil, 100))]);
    expect(results.map(({ status }) => status)).toEqual(['unreadable', 'accepted']);
  });
  it('BAD-52: 500 of which the 250th is not a signed voucher: 499 stored and acknowledged', async () => {
    const entries: unknown[] = [];
    for (let count = 0; count < 500; count += 1)
      entries.push(count === 249 ? 'not a voucher' : entryOf(await terminal.mint(pupil, 100)));
    const results = await upload(entries);
    expect(results).toHaveLength(500);
    expect(results[249]).toMatchObject({ index: 249, status: 'unreadable' });
    expect(results[249]).not.toHaveProperty('acknowledgement');
    const durable = results.filter(({ acknowledgement }) => typeof acknowledgement === 'string');
    expect(durable).toHaveLength(499);
    expect(new Set(durable.map(({ deductionId }) => deductionId)).size).toBe(499);
  });
});

describe('vouchers again and again', () => {
  it('BAD-47: twice in one batch, and in two batches: one order, the same answer', async () => {
    const entry = entryOf(await terminal.mint(pupil, 1250));
    const [first, second] = await upload([entry, entry]);
    const [third] = await upload([entry]);
    expect([first, second, third].map((result) => result?.['status'])).toEqual(['accepted', 'duplicate', 'duplicate']);
    expect(new Set([first, second, third].map((result) => result?.['deductionId'])).size).toBe(1);
  });
  it('BAD-47, INV-63: one credential by two devices flags a clone and stays one order', async () => {
    const original = await terminal.mint(pupil, 1250);
    const [first] = await upload([entryOf(original)]);
    devices += 1;
    const clone = createTerminal(world, `device-${devices}`, devices);
    await clone.enrol();
    const copy = await clone.mint(pupil, 1250, { credential: original.voucher.credential });
    const [second] = await upload([entryOf(copy)], clone);
    expect(second).toMatchObject({
      status: 'conflict',
      reason: 'same-credential',
      deductionId: first?.['deductionId'],
    });
    expect(await deviceNow(clone)).toMatchObject({ quarantine: { reason: 'same-credential' } });
  });
  it('BAD-48, INV-62: the same number with other content: conflict, kept, device quarantined, first one untouched', async () => {
    const original = await terminal.mint(pupil, 1250);
    const [first] = await upload([entryOf(original)]);
    const { sequence, previousHash } = original.voucher;
    const second = await terminal.mint(pupil, 9000, { sequence, previousHash });
    const [answer] = await upload([entryOf(second)]);
    expect(answer).toMatchObject({ status: 'conflict', reason: 'same-number', acknowledgement: expect.any(String) });
    expect(await deviceNow()).toMatchObject({ quarantine: { reason: 'same-number' } });
    const target = `/v1/deductions/${String(first?.['deductionId'])}?organizationId=${world.school.organization}`;
    expect((await callServer(world, 'GET', target, { token: tokens.admin })).json).toMatchObject({ amountFen: 1250 });
    const [later] = await upload([entryOf(await terminal.mint(pupil, 100))]);
    expect(later).toMatchObject({ status: 'held', reason: 'clone' });
  });
  it('BAD-49, INV-61: a gap is shown and stays open; a wrong predecessor quarantines', async () => {
    const first = await terminal.mint(pupil, 100);
    const missing = await terminal.mint(pupil, 100);
    const third = await terminal.mint(pupil, 100);
    await upload([entryOf(first)]);
    expect(await upload([entryOf(third)])).toMatchObject([{ status: 'accepted' }]);
    expect(await deviceNow()).toMatchObject({ gaps: [{ from: 2, to: 2 }], lastSequence: 3 });
    expect(await upload([entryOf(missing)])).toMatchObject([{ status: 'accepted' }]);
    expect(await deviceNow()).toMatchObject({ gaps: [] });
    const backwards = await terminal.mint(pupil, 100, { sequence: 3, previousHash: third.voucher.previousHash });
    expect(await upload([entryOf(backwards)])).toMatchObject([{ status: 'conflict', reason: 'same-number' }]);
    expect(await deviceNow()).toHaveProperty('quarantine');
  });
  it('BAD-49, INV-62: a wrong predecessor is evidence, and quarantines', async () => {
    const first = await terminal.mint(pupil, 100);
    expect(await upload([entryOf(first)])).toMatchObject([{ status: 'accepted' }]);
    const wrong = await terminal.mint(pupil, 100, { previousHash: new Uint8Array(32).fill(7) });
    expect(await upload([entryOf(wrong)])).toMatchObject([{ status: 'conflict', reason: 'wrong-previous-hash' }]);
    expect(await deviceNow()).toHaveProperty('quarantine');
  });
});
