import { decodeVoucher } from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { frameOf, opened, pupils } from '../test/counter-steps.ts';
import { createCounterTerminal, createCounterWorld } from '../test/counter-world.ts';
import type { CounterWorld } from '../test/counter-world.ts';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import type { MemoryDisk } from './memory-voucher-journal.ts';
import type { Terminal } from './terminal.ts';

const year = 366 * 86_400_000;
const wrongClocks: readonly (readonly [string, (world: CounterWorld) => number])[] = [
  ['in 1970', () => 1000],
  ['before 1970', () => -year],
  ['a year ahead', ({ now }) => now + year],
  ['six minutes behind', ({ now }) => now - 360_000],
];

const sellAndFind = (terminal: Terminal, disk: MemoryDisk) => {
  const outcome = terminal.serve({ frame: frameOf(7), amountFen: 100 });
  if (outcome.type !== 'paid-locally') throw new Error(outcome.type);
  const signed = disk.vouchers.get(outcome.sequence);
  const read = decodeVoucher(signed?.bytes ?? new Uint8Array());
  if (E.isLeft(read)) throw new Error(read.left.reason);
  const { saleAtMs, clockUncertaintyMs } = read.right.voucher;
  return { saleAtMs: Number(saleAtMs), clockUncertaintyMs: Number(clockUncertaintyMs) };
};

describe.each(wrongClocks)('a device whose wall clock is %s (F-11)', (_, wallClock) => {
  test('BAD-43, INV-64: is told the time with the 401, repeats the request and sells at the true time', async () => {
    const world = createCounterWorld(pupils);
    world.wallClock = () => wallClock(world);
    const disk = createMemoryDisk();
    const terminal = await opened(world, createMemoryVoucherJournal(disk));
    const authinfo = world.requests.filter(({ target }) => target.endsWith('/authinfo'));
    expect(authinfo).toHaveLength(2); // the second with a nonce and a time of its own
    expect(new Set(authinfo.map(({ headers }) => headers['signature-input']?.join())).size).toBe(2);
    expect(sellAndFind(terminal, disk)).toEqual({ saleAtMs: world.now, clockUncertaintyMs: 1 });
    expect(terminal.status().clock.measured).toBe(true);
  });

  test('INV-64, INV-67: a step to there while running moves no sale, and prolongs no authinfo', async () => {
    const world = createCounterWorld(pupils);
    const disk = createMemoryDisk();
    const terminal = await opened(world, createMemoryVoucherJournal(disk));
    world.network = 'down';
    world.wallClock = () => wallClock(world);
    world.now += 3_600_000;
    await terminal.round();
    const sale = sellAndFind(terminal, disk);
    expect(sale.saleAtMs).toBe(world.now);
    expect(sale.clockUncertaintyMs).toBeGreaterThanOrEqual(1800); // 500 ppm of an hour
    world.now += 35 * 3_600_000;
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({
      type: 'refused',
      reason: 'not-authorised',
    });
  });
});

test('INV-64: after a reboot without contact the time is marked as unmeasured, and nothing can be sold', () => {
  const world = createCounterWorld(pupils);
  world.network = 'down';
  world.wallClock = () => 1000;
  const terminal = createCounterTerminal(world);
  expect(terminal.status().clock).toEqual({ atMs: 1000, uncertaintyMs: 3_155_760_000_000, measured: false });
  expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({ type: 'refused', reason: 'not-authorised' });
});

test('BAD-43: a server that refuses the corrected time too is not asked without end', async () => {
  const world = createCounterWorld(pupils);
  world.wallClock = () => 1000;
  const { http } = world;
  const slow = Object.assign(world, {
    http: async (call: Parameters<typeof http>[0]) => {
      if (call.target.startsWith('/v1/')) world.now += 600_000; // ten minutes on the way
      return http(call);
    },
  });
  const terminal = createCounterTerminal(slow);
  expect(await terminal.boot()).toMatchObject({ left: { type: 'Refused', status: 401 } });
  expect(world.requests.filter(({ target }) => target.endsWith('/authinfo'))).toHaveLength(2);
});
