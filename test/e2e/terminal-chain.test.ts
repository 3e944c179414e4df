import { createMemoryVoucherJournal, type MemoryDisk, type Terminal } from '@facepay/device-emulator';
import { keyPairFromSeed, signVoucher } from '@facepay/device-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { callServer } from '../support/server-call.ts';
import { openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let counter: EmulatedCounter;
let work: () => Promise<void>;
beforeEach(async () => {
  ({ world, work } = await openClassroom());
  counter = createEmulatedCounter(world, 'counter-1', 21);
  await counter.enrol();
  await signUpFace(world, 'pupil-7', { faceSeed: 7 });
  await signUpFace(world, 'pupil-8', { faceSeed: 8 });
  return world.close;
});

/** An image of the disk, as a backup or a cloned card has it. */
const imageOf = ({ vouchers, head, denyList }: MemoryDisk): MemoryDisk => ({
  vouchers: new Map(vouchers),
  head,
  denyList,
});
const get = async (target: string): Promise<Readonly<Record<string, unknown>>> =>
  must200(await callServer(world, 'GET', target, { token: tokens.auditor })).json;
const device = () => get('/v1/devices/counter-1');
const deductions = async (): Promise<readonly unknown[]> => {
  const { items } = await get(`/v1/deductions?organizationId=${world.school.organization}`);
  return Array.isArray(items) ? items : [];
};
const flushed = async (terminal: Terminal) => (await terminal.flush()).results;

describe('two boxes with one key (F-30)', () => {
  it('INV-62: a clone sells under used numbers: quarantine, both kept, none of it charged after that moment', async () => {
    const original = await counter.boot();
    eat(original, 7, 1000);
    expect(await flushed(original)).toMatchObject([{ sequence: 1, status: 'accepted' }]);
    const clone = createEmulatedCounter(world, 'counter-1', 21, imageOf(counter.disk));
    const cloned = await clone.boot();
    eat(original, 7, 1100);
    eat(cloned, 8, 1200);
    expect(await flushed(original)).toMatchObject([{ sequence: 2, status: 'accepted' }]);
    const [forked] = await flushed(cloned);
    expect(forked).toMatchObject({ sequence: 2, status: 'conflict', reason: 'same-number' });
    expect(cloned.status().backlog).toBe(0); // kept on the server, and acknowledged
    expect(await device()).toMatchObject({ quarantine: { reason: 'same-number' }, lastSequence: 2 });
    eat(original, 7, 1300);
    expect(await flushed(original)).toMatchObject([{ sequence: 3, status: 'held', reason: 'clone' }]);
    await work();
    expect(await deductions()).toHaveLength(3);
    expect(await world.school.paidCount()).toBe(0); // what was received before the quarantine is held too
  });

  it('INV-62: a device set back to an old image goes on with numbers it has used: evidence, quarantine', async () => {
    const before = await counter.boot();
    eat(before, 7, 1000);
    const image = imageOf(counter.disk);
    await flushed(before);
    eat(before, 7, 1100);
    eat(before, 8, 1200);
    await flushed(before);
    await work();
    expect(await world.school.paidCount()).toBe(3);
    const setBack = createEmulatedCounter(world, 'counter-1', 21, image);
    const after = await setBack.boot();
    eat(after, 8, 1300);
    // Its first voucher is one that was acknowledged long ago: the same answer, and no second sale.
    expect(await flushed(after)).toMatchObject([
      { sequence: 1, status: 'duplicate' },
      { sequence: 2, status: 'conflict', reason: 'same-number' },
    ]);
    expect(await device()).toHaveProperty('quarantine');
    await work();
    expect(await world.school.paidCount()).toBe(3);
  });

  it('INV-61: a voucher lost with a broken disk leaves a gap that is shown and blocks nobody', async () => {
    const terminal = await counter.boot();
    eat(terminal, 7, 1000);
    eat(terminal, 8, 1100);
    eat(terminal, 7, 1200);
    counter.disk.vouchers.delete(2);
    expect(await flushed(terminal)).toMatchObject([
      { sequence: 1, status: 'accepted' },
      { sequence: 3, status: 'accepted' },
    ]);
    expect(await device()).toMatchObject({ gaps: [{ from: 2, to: 2 }], lastSequence: 3 });
    await work();
    expect(await world.school.paidCount()).toBe(2);
    expect(await device()).toMatchObject({ gaps: [{ from: 2, to: 2 }] });
  });

  it.each(['one after the other', 'at once'] as const)(
    'INV-63: one credential in the vouchers of two devices, uploaded %s, is one charge, and the other device is isolated',
    async (how) => {
      const terminal = await counter.boot();
      eat(terminal, 7, 1000);
      const stolen = counter.disk.vouchers.get(1)?.voucher;
      if (stolen === undefined) throw new Error('nothing to steal');
      const thief = createEmulatedCounter(world, 'counter-2', 22);
      await thief.enrol();
      const journal = createMemoryVoucherJournal(thief.disk);
      const { privateKey } = keyPairFromSeed(new Uint8Array(32).fill(22));
      journal.append((place) => signVoucher({ ...stolen, ...place, deviceId: 'counter-2' }, privateKey));
      const second = await thief.boot({}, journal);
      const first = flushed(terminal);
      if (how === 'one after the other') await first;
      const [[one], [other]] = await Promise.all([first, flushed(second)]);
      const results = [one, other].toSorted((a, b) => (a?.status ?? '').localeCompare(b?.status ?? ''));
      expect(results).toMatchObject([{ status: 'accepted' }, { status: 'conflict', reason: 'same-credential' }]);
      await work();
      // WeChat may refuse a credential from another device than the one it was minted on.
      expect(await world.school.paidCount()).toBeLessThanOrEqual(1);
      expect(await world.school.paidCount()).toBeGreaterThanOrEqual(how === 'at once' ? 0 : 1);
      const devices = [await device(), await get('/v1/devices/counter-2')];
      expect(devices.filter((found) => 'quarantine' in found)).toMatchObject([
        { quarantine: { reason: 'same-credential' } },
      ]);
      expect(await deductions()).toHaveLength(1);
    },
  );
});
