import { later, second } from '@facepay/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventNumbered, noon, put, right, school } from './storage-examples.ts';
import type { OpenStore, SharedStore } from './storage-ports.ts';

const leaseMs = 10 * second;

/** Numbers are given after commit, by one relay at a time, without gaps (`storage.md` §4). */
export const eventLogSuite = (name: string, open: OpenStore): void => {
  describe(`event log: ${name}`, () => {
    let store: SharedStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('readers see only numbered events, in the order of commit, from a position on', async () => {
      const { first, second: other } = store;
      for (const n of [1, 2, 3]) await put(first.storage, school, [], [eventNumbered(n)]);
      expect(right(await first.eventLog.after(0, 10)())).toEqual([]);
      expect(right(await first.eventLog.number('a', noon, leaseMs, 2)())).toBe(2);
      expect(right(await other.eventLog.after(0, 10)())).toEqual([
        { ...eventNumbered(1), position: 1 },
        { ...eventNumbered(2), position: 2 },
      ]);
      expect(right(await first.eventLog.number('a', noon, leaseMs, 2)())).toBe(1);
      expect(right(await first.eventLog.number('a', noon, leaseMs, 2)())).toBe(0);
      expect(right(await other.eventLog.after(1, 1)())).toEqual([{ ...eventNumbered(2), position: 2 }]);
      expect(right(await other.eventLog.after(3, 10)())).toEqual([]);
    });

    test('a second relay numbers nothing while the lease of the first runs, and goes on after it', async () => {
      const { first, second: other } = store;
      await put(first.storage, school, [], [eventNumbered(1)]);
      expect(right(await first.eventLog.number('a', noon, leaseMs, 10)())).toBe(1);
      await put(first.storage, school, [], [eventNumbered(2)]);
      expect(right(await other.eventLog.number('b', later(noon, leaseMs), leaseMs, 10)())).toBe(0);
      expect(right(await other.eventLog.number('b', later(noon, leaseMs + 1), leaseMs, 10)())).toBe(1);
      expect(right(await first.eventLog.number('a', later(noon, leaseMs + 2), leaseMs, 10)())).toBe(0);
      expect(right(await first.eventLog.after(0, 10)()).map(({ position }) => position)).toEqual([1, 2]);
    });

    test('the holder keeps the lease as long as it comes back', async () => {
      const { first } = store;
      for (const ms of [0, leaseMs, 2 * leaseMs]) {
        expect(right(await first.eventLog.number('a', later(noon, ms), leaseMs, 10)())).toBe(0);
      }
      await put(first.storage, school, [], [eventNumbered(1)]);
      expect(right(await first.eventLog.number('b', later(noon, 3 * leaseMs), leaseMs, 10)())).toBe(0);
    });

    test('INV-15 two relays and many writers at once leave no gap and no double', async () => {
      const { first, second: other } = store;
      await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          const [mine, its] = n % 2 === 0 ? [first, other] : [other, first];
          await put(mine.storage, school, [], [eventNumbered(n)]);
          await its.eventLog.number(n % 3 === 0 ? 'a' : 'b', later(noon, n * (leaseMs + 1)), leaseMs, 3)();
        }),
      );
      const last = later(noon, 100 * leaseMs);
      while (right(await first.eventLog.number('a', last, leaseMs, 7)()) > 0);
      const events = right(await other.eventLog.after(0, 100)());
      expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
      expect(new Set(events.map(({ key }) => key)).size).toBe(30);
    });
  });
};
