import type { DenyListDelta } from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { frameOf, opened, pupils } from '../test/counter-steps.ts';
import { createCounterTerminal, createCounterWorld, pupil } from '../test/counter-world.ts';
import type { CounterWorld } from '../test/counter-world.ts';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import { twinSeedOf } from './synthetic-faces.ts';

const denying = (...outUserIds: readonly string[]) => outUserIds.map((outUserId) => ({ outUserId, denied: true }));
const asked = (world: CounterWorld): readonly string[] =>
  world.requests.map(({ target }) => target).filter((target) => target.includes('/deny-list'));
const sale = { frame: frameOf(7), amountFen: 100 };

/** The server's list: one version for each change of it. */
const listIn = (world: CounterWorld): ((...changes: DenyListDelta['changes']) => void) => {
  const history: DenyListDelta['changes'] = [];
  world.denyList = (since) => ({
    version: history.length,
    complete: since === undefined,
    more: false,
    changes: history.slice(since ?? 0),
  });
  return (...changes) => {
    history.push(...changes);
  };
};

describe('the deny list at the counter', () => {
  test('INV-42: a pupil on it is recognised and refused; no voucher is minted', async () => {
    const world = createCounterWorld(pupils);
    listIn(world)(...denying('pupil-7'));
    const terminal = await opened(world);
    const denied = { type: 'denied', userId: 'FU7', outUserId: 'pupil-7', name: '学生7' };
    expect(terminal.serve(sale)).toEqual(denied);
    expect(terminal.status()).toMatchObject({ backlog: 0, lastSequence: 0, denyListVersion: 1 });
    expect(terminal.serve({ frame: frameOf(8), amountFen: 100 }).type).toBe('paid-locally');
  });

  test('INV-42: of flagged twins the tail says who stands there, and only the denied one is refused', async () => {
    const twins = [pupil(7, { lookAlike: true }), pupil(twinSeedOf(7), { lookAlike: true, phoneTail: '4321' })];
    const world = createCounterWorld(twins);
    listIn(world)(...denying('pupil-7'));
    const terminal = await opened(world);
    expect(terminal.serve(sale)).toEqual({ type: 'ask-tail' });
    expect(terminal.serve({ ...sale, phoneTail: twins[0]?.phoneTail ?? '' }).type).toBe('denied');
    expect(terminal.serve({ ...sale, phoneTail: '4321' })).toMatchObject({ type: 'paid-locally', tailAsked: true });
  });

  test('INV-42: online, a change acts within 90 s, and asks for no more than what is new', async () => {
    const world = createCounterWorld(pupils);
    const change = listIn(world);
    const terminal = await opened(world);
    change(...denying('pupil-7'));
    const changedAt = world.now;
    await terminal.run(() => terminal.serve(sale).type === 'denied' || world.now > changedAt + 90_000);
    expect(terminal.serve(sale).type).toBe('denied');
    change({ outUserId: 'pupil-7', denied: false });
    const allowedAt = world.now;
    await terminal.run(() => terminal.serve(sale).type === 'paid-locally' || world.now > allowedAt + 90_000);
    expect(terminal.serve(sale).type).toBe('paid-locally');
    expect(asked(world)[0]).toBe('/v1/devices/d1/deny-list');
    expect(asked(world).at(-1)).toBe('/v1/devices/d1/deny-list?since=1');
  });

  test('INV-42: offline it holds, through a restart too; at the next contact the list comes before the vouchers', async () => {
    const world = createCounterWorld(pupils);
    const change = listIn(world);
    change(...denying('pupil-8'));
    const disk = createMemoryDisk();
    const terminal = await opened(world, createMemoryVoucherJournal(disk));
    world.network = 'down';
    change(...denying('pupil-7'));
    world.now += 600_000;
    await terminal.round();
    expect(terminal.serve(sale).type).toBe('paid-locally'); // it cannot know yet, and the server holds it (INV-37)
    world.network = 'up';
    world.requests.length = 0;
    await terminal.flush();
    expect(world.requests.map(({ target }) => target)).toEqual([
      '/v1/devices/d1/deny-list?since=1',
      '/v1/devices/d1/vouchers',
    ]);
    expect(terminal.serve(sale).type).toBe('denied');
    world.network = 'down';
    expect(createCounterTerminal(world, createMemoryVoucherJournal(disk)).status().denyListVersion).toBe(2);
    world.network = 'up';
    world.denyList = (since) => ({ version: since ?? 0, complete: false, more: false, changes: [] });
    const restarted = await opened(world, createMemoryVoucherJournal(disk));
    expect(restarted.serve(sale).type).toBe('denied');
    expect(restarted.serve({ frame: frameOf(8), amountFen: 100 }).type).toBe('denied');
  });
});

const pagesOf = (world: CounterWorld, pages: readonly DenyListDelta[]): void => {
  const rest = [...pages];
  world.denyList = (since) => rest.shift() ?? { version: since ?? 0, complete: false, more: false, changes: [] };
};

describe('answers of the server', () => {
  test('all pages are asked for at once', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    pagesOf(world, [
      { version: 4, complete: true, more: true, changes: denying('pupil-1') },
      { version: 9, complete: false, more: true, changes: denying('pupil-7') },
      { version: 10, complete: false, more: false, changes: [{ outUserId: 'pupil-1', denied: false }] },
    ]);
    expect(E.isRight(await terminal.refreshDenyList())).toBe(true);
    expect(asked(world).slice(-2)).toEqual(['/v1/devices/d1/deny-list?since=4', '/v1/devices/d1/deny-list?since=9']);
    expect(terminal.status().denyListVersion).toBe(10);
    expect(terminal.serve(sale).type).toBe('denied');
    expect(terminal.serve({ frame: frameOf(1), amountFen: 100 }).type).toBe('paid-locally');
  });

  test.each([
    ['half of a new list does not take the place of the old one', true, 1, 'denied', 'paid-locally'],
    ['the changes that came before it are kept', false, 2, 'denied', 'denied'],
  ] as const)('a page is lost: %s', async (_, complete, version, pupil7, pupil8) => {
    const world = createCounterWorld(pupils);
    listIn(world)(...denying('pupil-7'));
    const terminal = await opened(world);
    world.denyList = () => {
      world.network = 'down'; // for the next page
      return { version: 2, complete, more: true, changes: denying('pupil-8') };
    };
    expect(await terminal.refreshDenyList()).toMatchObject({ left: { type: 'NoAnswer' } });
    expect(terminal.status().denyListVersion).toBe(version);
    expect(terminal.serve(sale).type).toBe(pupil7);
    expect(terminal.serve({ frame: frameOf(8), amountFen: 100 }).type).toBe(pupil8);
  });

  test('INV-99: a list without end is given up', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.denyList = (since) => ({ version: since ?? 0, complete: false, more: true, changes: [] });
    expect(await terminal.refreshDenyList()).toMatchObject({ left: { type: 'AnswerUnreadable' } });
  });

  test('a disk that refuses keeps the old list, says so, and is asked again', async () => {
    const world = createCounterWorld(pupils);
    const change = listIn(world);
    const journal = createMemoryVoucherJournal();
    let full = true;
    const terminal = await opened(world, {
      ...journal,
      keepDenyList: (delta) => {
        if (full) throw new Error('disk full');
        journal.keepDenyList(delta);
      },
    });
    change(...denying('pupil-7'));
    await terminal.round();
    expect(terminal.status().lastProblem).toEqual({ type: 'JournalFailed' });
    full = false;
    await terminal.round();
    expect(terminal.serve(sale).type).toBe('denied');
  });
});
