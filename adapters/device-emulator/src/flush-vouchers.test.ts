import { describe, expect, test } from 'vitest';
import { frameOf, opened, pupils, sell } from '../test/counter-steps.ts';
import { createCounterWorld } from '../test/counter-world.ts';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';

describe('uploading', () => {
  test('INV-3: an offline spell is flushed in order and leaves the device when acknowledged', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.network = 'down';
    sell(terminal, 12);
    expect(await terminal.flush()).toMatchObject({ sent: 0, removed: 0, problem: { type: 'NoAnswer' } });
    world.network = 'up';
    const report = await terminal.flush();
    expect(report).toMatchObject({ sent: 12, removed: 12 });
    expect(report.results.map(({ sequence, status }) => [sequence, status])).toEqual(
      Array.from({ length: 12 }, (_, index) => [index + 1, 'accepted']),
    );
    expect(terminal.status()).toMatchObject({ backlog: 0, lastSequence: 12 });
  });

  test('BAD-53: a lost answer leaves everything queued; the next pass sends the same bytes', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    sell(terminal, 3);
    world.network = 'answers-lost';
    await terminal.flush();
    const first = [...world.stored.values()].map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    expect(terminal.status().backlog).toBe(3);
    world.network = 'up';
    expect((await terminal.flush()).results.map(({ status }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect([...world.stored.values()].map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(first);
    expect(terminal.status().backlog).toBe(0);
  });

  test.each(['forged', 'misnamed', 'never'] as const)(
    'INV-2: HTTP 200 with the acknowledgement %s removes nothing',
    async (acknowledging) => {
      const world = createCounterWorld(pupils);
      const terminal = await opened(world);
      sell(terminal, 3);
      world.acknowledging = acknowledging;
      expect(await terminal.flush()).toMatchObject({ sent: 3, removed: 0 });
      expect(terminal.status().backlog).toBe(3);
      world.acknowledging = 'truly';
      expect(await terminal.flush()).toMatchObject({ removed: 3 });
    },
  );

  test('INV-2: a disk that refuses ends no round; what was acknowledged is sent once more and then forgotten', async () => {
    const world = createCounterWorld(pupils);
    const journal = createMemoryVoucherJournal(createMemoryDisk());
    let full = true;
    const terminal = await opened(world, {
      ...journal,
      remove: (...voucher) => {
        if (full) throw new Error('disk full');
        return journal.remove(...voucher);
      },
    });
    sell(terminal, 1);
    await terminal.round();
    expect(terminal.status()).toMatchObject({ backlog: 1, lastProblem: { type: 'JournalFailed' } });
    full = false;
    await terminal.round();
    expect(terminal.status().backlog).toBe(0);
    expect(world.stored.size).toBe(1);
  });

  test('INV-65: after a restart the queue is there and numbers go on, also when everything was acknowledged', async () => {
    const world = createCounterWorld(pupils);
    const disk = createMemoryDisk();
    const before = await opened(world, createMemoryVoucherJournal(disk));
    sell(before, 2);
    const after = await opened(world, createMemoryVoucherJournal(disk));
    expect(await after.flush()).toMatchObject({ removed: 2 });
    const last = await opened(world, createMemoryVoucherJournal(disk));
    expect(last.serve({ frame: frameOf(7), amountFen: 100 })).toMatchObject({ sequence: 3 });
  });

  test('two flushes at once are one', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    sell(terminal, 2);
    await Promise.all([terminal.flush(), terminal.flush()]);
    expect([...world.stored.values()].map(({ uploads }) => uploads)).toEqual([1, 1]);
  });
});
