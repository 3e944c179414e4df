import { clockSuite, type MovableClockWorld, movableClockSuite } from '@facepay/conformance';
import { followEmulatorClock } from '@facepay/composition';
import { startEmulator } from '@facepay/emulator';
import { createSystemClock } from '@facepay/system';
import { noonAtSchool, schoolKeys } from './wechat-school.ts';

clockSuite('the system', async () => ({
  clock: createSystemClock(),
  truth: () => Date.now(),
  behindMaxMs: 0,
  close: () => Promise.resolve(),
}));

/** Truth runs on the follower's own measure of time, so that both run equally fast. */
const followed = (speed: number) => async (): Promise<MovableClockWorld> => {
  const startedAt = performance.now();
  const baseNow = () => noonAtSchool + performance.now() - startedAt;
  const emulator = await startEmulator({ port: 0, keys: schoolKeys, baseNow });
  emulator.clock.setSpeed(speed);
  const { clock, stop } = await followEmulatorClock(emulator.url);
  return {
    clock,
    truth: emulator.clock.now,
    behindMaxMs: 1000 * speed,
    move: emulator.clock.advance,
    close: () => {
      stop();
      return emulator.stop();
    },
  };
};
movableClockSuite('the emulator’s', followed(1));
movableClockSuite('the emulator’s, standing still', followed(0));
movableClockSuite('the emulator’s, a minute a second', followed(60));
