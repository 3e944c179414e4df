import { type Clock, hour, Instant, minute } from '@facepay/domain';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** A clock and the time it should tell. */
export interface ClockWorld {
  readonly clock: Clock;
  /** The time itself, epoch milliseconds. */
  readonly truth: () => number;
  /** How far the clock may be behind it; never ahead. */
  readonly behindMaxMs: number;
  readonly close: () => Promise<void>;
}
export interface MovableClockWorld extends ClockWorld {
  /** Moves the time, back where negative. */
  readonly move: (byMs: number) => void;
}

/** Whether the clock tells the time, which is asked before and after. */
const isTrue = ({ clock, truth, behindMaxMs }: ClockWorld): boolean => {
  const before = truth();
  const now = clock.now();
  return before - behindMaxMs <= now && now <= truth();
};

/** What `Clock` promises, of every adapter. */
export const clockSuite = (name: string, open: () => Promise<ClockWorld>): void => {
  describe(`clock: ${name}`, () => {
    let world: ClockWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    test('every reading is an instant: whole milliseconds', () => {
      for (let n = 0; n < 1000; n += 1) expect(Instant.is(world.clock.now())).toBe(true);
    });
    test('it tells the time, and none that is still to come', async () => {
      await vi.waitFor(() => expect(isTrue(world)).toBe(true), patience);
    });
  });
};

/** Besides, of a clock that follows a time which others move. */
export const movableClockSuite = (name: string, open: () => Promise<MovableClockWorld>): void => {
  clockSuite(name, open);
  describe(`clock that is moved: ${name}`, () => {
    test('it follows, forward and back, by itself', async () => {
      const world = await open();
      const move = fc.oneof(
        fc.integer({ min: minute, max: 400 * 24 * hour }),
        fc.integer({ min: -hour, max: -minute }),
      );
      await fc.assert(
        fc.asyncProperty(move, async (byMs) => {
          world.move(byMs);
          await vi.waitFor(() => expect(isTrue(world)).toBe(true), patience);
        }),
        { numRuns: 10 },
      );
      await world.close();
    });
  });
};

/** Following takes a moment, and a busy machine makes it longer. */
const patience = { timeout: 5000, interval: 10 };
