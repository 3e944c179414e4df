import { hour, type Timer } from '@facepay/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** A timer, and the time it waits for. */
export interface TimerWorld {
  readonly timer: Timer;
  /** Resolves when so much time is over, by somebody else's measure. */
  readonly pass: (ms: number) => Promise<void>;
}
export type OpenTimerWorld = () => TimerWorld;

/** A sleep that can be looked at without waiting for it. */
const fallAsleep = ({ timer }: TimerWorld, ms: number, stop?: AbortSignal) => {
  let awake = false;
  const sleep = async (): Promise<void> => {
    await timer.sleep(ms, stop);
    awake = true;
  };
  return { woken: sleep(), awake: () => awake };
};

/** What `Timer` promises, of every adapter. Nothing here measures how long anything took: order is enough. */
export const timerSuite = (name: string, open: OpenTimerWorld): void => {
  describe(`timer: ${name}`, () => {
    test('a sleep is over after its time, not before', async () => {
      const world = open();
      const sleeper = fallAsleep(world, 60);
      await world.pass(20);
      expect(sleeper.awake()).toBe(false);
      await world.pass(60);
      expect(sleeper.awake()).toBe(true);
    });
    test('whoever sleeps less is awake first, whoever began', async () => {
      const lengths = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(lengths, async (unordered) => {
          const world = open();
          const woken: number[] = [];
          const wake = (length: number) => world.timer.sleep(length * 10).then(() => woken.push(length));
          const everybody = Promise.all(unordered.map(wake));
          await world.pass(100);
          await everybody;
          expect(woken).toEqual(unordered.toSorted((a, b) => a - b));
        }),
        { numRuns: 10 },
      );
    });
    test.each([0, -1])('a sleep of %i ms is no sleep', async (ms) => {
      const world = open();
      const sleeper = fallAsleep(world, ms);
      await world.pass(20);
      expect(sleeper.awake()).toBe(true);
    });
    test('stopped, a sleep is over at once, and only that one', async () => {
      const world = open();
      const [stop, end] = [new AbortController(), new AbortController()];
      const stopped = fallAsleep(world, hour, stop.signal);
      const other = fallAsleep(world, hour, end.signal);
      await world.pass(5);
      expect([stopped.awake(), other.awake()]).toEqual([false, false]);
      stop.abort();
      await stopped.woken;
      expect(other.awake()).toBe(false);
      end.abort();
      await other.woken;
    });
    test('stopped beforehand, a sleep never begins', async () => {
      await expect(open().timer.sleep(hour, AbortSignal.abort())).resolves.toBeUndefined();
    });
    test('one signal ends every sleep that it was given to', async () => {
      const world = open();
      const stop = new AbortController();
      const sleepers = [1, 2, 3].map((hours) => fallAsleep(world, hours * hour, stop.signal));
      stop.abort();
      await Promise.all(sleepers.map(({ woken }) => woken));
      expect(sleepers.map(({ awake }) => awake())).toEqual([true, true, true]);
    });
    test('a sleep longer than any timer takes does not end at once', async () => {
      const world = open();
      const stop = new AbortController();
      const sleeper = fallAsleep(world, 1000 * 24 * hour, stop.signal);
      await world.pass(20);
      expect(sleeper.awake()).toBe(false);
      stop.abort();
      await sleeper.woken;
    });
  });
};
