import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeviceClock } from './device-clock.ts';

const settings = { clockUnmeasuredMs: 1e12, clockDriftPpm: 500 };
const noon = 1_790_000_000_000;

/** A device in a world whose true time is `trueMs`. */
const deviceIn = (world: { trueMs: number; wallMs?: number }) =>
  createDeviceClock({ now: () => world.wallMs ?? world.trueMs, monotonicNow: () => world.trueMs - noon }, settings);

test('INV-64: until the server was seen the time is the word of the wall clock, and marked as unmeasured', () => {
  const clock = deviceIn({ trueMs: noon, wallMs: 5000 });
  expect(clock.read()).toEqual({ atMs: 5000, uncertaintyMs: 1e12, measured: false });
});

test('INV-64: a measured offset is exact to half the round trip', () => {
  const world = { trueMs: noon, wallMs: 5000 };
  const clock = deviceIn(world);
  world.trueMs += 120;
  const seen = { serverAtMs: noon + 50, resolutionMs: 0, sentMs: 0, receivedMs: 120 };
  clock.learn(seen);
  // The wall clock says otherwise: no sale is dated with it before a second answer says the same.
  expect(clock.read()).toEqual({ atMs: noon + 110, uncertaintyMs: 1e12, measured: false });
  clock.learn(seen);
  expect(clock.read()).toEqual({ atMs: noon + 110, uncertaintyMs: 60, measured: true });
});

test('INV-64, F-11: once running, no step and no drift of the wall clock moves the time', () => {
  const world = { trueMs: noon, wallMs: noon };
  const clock = deviceIn(world);
  clock.learn({ serverAtMs: noon, resolutionMs: 0, sentMs: 0, receivedMs: 0 });
  for (const wallMs of [0, noon + 366 * 86_400_000, -1, Number.NaN]) {
    world.wallMs = wallMs;
    world.trueMs += 1000;
    expect(clock.now()).toBe(world.trueMs);
  }
});

test('INV-64: uncertainty grows with the age of the measurement, and a fresh one takes the place of an aged one', () => {
  const world = { trueMs: noon };
  const clock = deviceIn(world);
  clock.learn({ serverAtMs: noon, resolutionMs: 0, sentMs: 0, receivedMs: 0 });
  world.trueMs += 1_000_000;
  expect(clock.read().uncertaintyMs).toBe(500);
  // A worse one, of which nothing is learned.
  clock.learn({ serverAtMs: noon + 999_500, resolutionMs: 1000, sentMs: 999_000, receivedMs: 1_000_000 });
  expect(clock.read().uncertaintyMs).toBe(500);
  clock.learn({ serverAtMs: noon + 1_000_000, resolutionMs: 0, sentMs: 999_980, receivedMs: 1_000_000 });
  expect(clock.read().uncertaintyMs).toBe(10);
});

test('INV-64: a measurement that contradicts the one before it is believed when the next one says the same', () => {
  const clock = deviceIn({ trueMs: noon });
  const exact = { resolutionMs: 0, sentMs: 0, receivedMs: 0 };
  for (const serverAtMs of [noon - 3_600_000, noon - 3_600_000]) clock.learn({ ...exact, serverAtMs });
  clock.learn({ ...exact, serverAtMs: noon, resolutionMs: 1000 });
  expect(clock.read().atMs).toBe(noon - 3_600_000);
  clock.learn({ ...exact, serverAtMs: noon, resolutionMs: 1000 });
  expect(clock.read()).toEqual({ atMs: noon + 500, uncertaintyMs: 500, measured: true });
});

test('INV-64, F-6: one damaged answer moves no clock, two different ones neither', () => {
  const clock = deviceIn({ trueMs: noon });
  const exact = { resolutionMs: 0, sentMs: 0, receivedMs: 0 };
  clock.learn({ ...exact, serverAtMs: noon });
  for (const serverAtMs of [noon + 864_000_000, noon, noon + 864_000_000, noon - 864_000_000, noon])
    clock.learn({ ...exact, serverAtMs });
  expect(clock.read()).toEqual({ atMs: noon, uncertaintyMs: 0, measured: true });
});

test('INV-64: true time lies within the uncertainty, for every round trip, resolution and drift of the crystal', () => {
  const drift = fc.integer({ min: -500, max: 500 });
  const exchange = fc.record({
    waitMs: fc.integer({ min: 0, max: 3_600_000 }),
    outMs: fc.integer({ min: 0, max: 5000 }),
    backMs: fc.integer({ min: 0, max: 5000 }),
    resolutionMs: fc.constantFrom(1, 1000),
  });
  fc.assert(
    fc.property(drift, fc.array(exchange, { minLength: 1, maxLength: 6 }), (ppm, exchanges) => {
      const world = { trueMs: noon };
      const monotonicNow = (): number => (world.trueMs - noon) * (1 + ppm / 1e6);
      const clock = createDeviceClock({ now: () => 0, monotonicNow }, settings);
      for (const { waitMs, outMs, backMs, resolutionMs } of exchanges) {
        world.trueMs += waitMs;
        const sentMs = monotonicNow();
        world.trueMs += outMs;
        const serverAtMs = world.trueMs - (world.trueMs % resolutionMs);
        world.trueMs += backMs;
        clock.learn({ serverAtMs, resolutionMs, sentMs, receivedMs: monotonicNow() });
        const { atMs, uncertaintyMs } = clock.read();
        // The crystal's drift during the round trip, and a whole millisecond for rounding.
        const rounding = 1 + ((outMs + backMs) * Math.abs(ppm)) / 1e6;
        expect(Math.abs(atMs - world.trueMs)).toBeLessThanOrEqual(uncertaintyMs + rounding);
      }
    }),
  );
});
