import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { opened, pupils } from '../test/counter-steps.ts';
import { createCounterWorld } from '../test/counter-world.ts';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import { serveWithTries } from './serve-tries.ts';
import type { Terminal } from './terminal.ts';

const caps = { exposurePupilFenMax: 3000, exposureDeviceFenMax: 5000 };
const sell = (terminal: Terminal, faceSeed: number, amountFen: number) =>
  serveWithTries(terminal, { faceSeed, amountFen, captureSeed: 1 });
const refusedFor = (of: 'pupil' | 'device', faceSeed: number) => ({
  type: 'exposure',
  of,
  userId: `FU${faceSeed}`,
  outUserId: `pupil-${faceSeed}`,
  name: `学生${faceSeed}`,
});

describe('offline exposure (INV-66)', () => {
  test('INV-66: up to the cap of a pupil and of the device, and not a fen above', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world, undefined, caps);
    world.network = 'down';
    await terminal.sendHeartbeat();
    expect(terminal.status().online).toBe(false);
    expect(sell(terminal, 1, 2999).type).toBe('paid-locally');
    expect(sell(terminal, 1, 2)).toEqual(refusedFor('pupil', 1));
    expect(sell(terminal, 1, 1).type).toBe('paid-locally');
    expect(sell(terminal, 2, 2001)).toEqual(refusedFor('device', 2));
    expect(sell(terminal, 2, 2000).type).toBe('paid-locally');
    expect(sell(terminal, 3, 1)).toEqual(refusedFor('device', 3));
    expect(terminal.status()).toMatchObject({ exposureFen: 5000, backlog: 3, lastSequence: 3 });
  });

  test('INV-66: a restart in the middle of the spell starts nothing anew', async () => {
    const world = createCounterWorld(pupils);
    const disk = createMemoryDisk();
    const before = await opened(world, createMemoryVoucherJournal(disk), caps);
    world.network = 'down';
    await before.sendHeartbeat();
    sell(before, 1, 3000);
    world.network = 'up';
    const after = await opened(world, createMemoryVoucherJournal(disk), caps); // started with a network that left again
    world.network = 'down';
    await after.sendHeartbeat();
    expect(sell(after, 1, 1)).toEqual(refusedFor('pupil', 1));
    expect(after.status().exposureFen).toBe(3000);
  });

  test('INV-66: only an acknowledgement frees what it names', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world, undefined, caps);
    world.network = 'down';
    await terminal.sendHeartbeat();
    sell(terminal, 1, 3000);
    world.network = 'up';
    world.acknowledging = 'never';
    await terminal.flush();
    world.network = 'down';
    await terminal.sendHeartbeat();
    expect(sell(terminal, 1, 1)).toEqual(refusedFor('pupil', 1));
    world.network = 'up';
    world.acknowledging = 'truly';
    await terminal.flush();
    world.network = 'down';
    await terminal.sendHeartbeat();
    expect(sell(terminal, 1, 3000).type).toBe('paid-locally');
  });

  test('online nothing is capped here: the server judges within seconds', async () => {
    const terminal = await opened(createCounterWorld(pupils), undefined, caps);
    for (let meal = 0; meal < 4; meal += 1) expect(sell(terminal, 1, 3000).type).toBe('paid-locally');
    expect(terminal.status()).toMatchObject({ online: true, exposureFen: 12_000 });
  });

  test('INV-66: the cable is pulled, and nothing has noticed yet: after 15 s without an answer the caps hold', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world, undefined, caps);
    world.network = 'down';
    world.now += 15_001;
    expect(terminal.status().online).toBe(true);
    expect(sell(terminal, 1, 3000).type).toBe('paid-locally');
    expect(sell(terminal, 1, 1)).toEqual(refusedFor('pupil', 1));
  });

  test('INV-66: the log-in page of a network is no server, and removes no voucher', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world, undefined, caps);
    expect(sell(terminal, 1, 3000).type).toBe('paid-locally');
    world.network = 'portal';
    expect(await terminal.flush()).toMatchObject({ removed: 0, problem: { type: 'AnswerUnreadable' } });
    expect(terminal.status()).toMatchObject({ online: false, backlog: 1 });
    expect(sell(terminal, 1, 1)).toEqual(refusedFor('pupil', 1));
  });

  test('INV-66: heartbeats alone make nobody online while vouchers wait, nor does a silence of two minutes', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world, undefined, caps);
    sell(terminal, 1, 3000);
    world.now += 120_001;
    await terminal.sendHeartbeat();
    expect(sell(terminal, 1, 1)).toEqual(refusedFor('pupil', 1));
    await terminal.flush();
    expect(terminal.status().online).toBe(true);
    world.now += 120_001;
    expect(terminal.status().online).toBe(false);
  });

  test('INV-66: whatever is sold, flushed and restarted, what is open after an offline sale is under both caps', async () => {
    const step = fc.oneof(
      fc.record({
        type: fc.constant('sell' as const),
        seed: fc.integer({ min: 1, max: 4 }),
        fen: fc.integer({ min: 1, max: 4000 }),
      }),
      fc.record({ type: fc.constantFrom('flush' as const, 'restart' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = createCounterWorld(pupils);
        const disk = createMemoryDisk();
        const offline = async (): Promise<Terminal> => {
          world.network = 'up';
          const started = await opened(world, createMemoryVoucherJournal(disk), caps);
          world.network = 'down';
          await started.sendHeartbeat();
          return started;
        };
        let terminal = await offline();
        for (const one of steps) {
          if (one.type === 'restart') terminal = await offline();
          if (one.type === 'flush') {
            world.network = 'up';
            await terminal.flush();
            world.network = 'down';
            await terminal.sendHeartbeat();
          }
          if (one.type === 'sell') sell(terminal, one.seed, one.fen);
          const open = [...disk.vouchers.values()].map(({ voucher }) => voucher);
          const sumOf = (list: typeof open): number => list.reduce((sum, { amountFen }) => sum + Number(amountFen), 0);
          expect(sumOf(open)).toBeLessThanOrEqual(caps.exposureDeviceFenMax);
          for (const { outUserId } of open)
            expect(sumOf(open.filter((other) => other.outUserId === outUserId))).toBeLessThanOrEqual(
              caps.exposurePupilFenMax,
            );
          expect(terminal.status().exposureFen).toBe(sumOf(open));
        }
      }),
      { numRuns: 30 },
    );
  });
});
