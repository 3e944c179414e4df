import type { Clock } from '@facepay/domain';
import { Instant } from '@facepay/domain';

export interface FollowedClock {
  readonly clock: Clock;
  readonly stop: () => void;
}
interface Reading {
  readonly at: number;
  readonly monotonic: number;
  readonly speed: number;
}

/**
 * Follows the emulator's movable clock (`FACEPAY_CLOCK=emulator`, loopback only). It is read again a few times a second;
 * in between it runs on at the emulator's speed.
 */
export const followEmulatorClock = async (baseUrl: string): Promise<FollowedClock> => {
  let reading = await read(baseUrl);
  const refresh = async (): Promise<void> => {
    try {
      reading = await read(baseUrl);
    } catch {
      // the emulator is away: run on with the last reading
    }
  };
  const timer = setInterval(() => void refresh(), everyMs);
  timer.unref();
  return {
    clock: {
      now: () => Instant.of(Math.floor(reading.at + (performance.now() - reading.monotonic) * reading.speed)),
    },
    stop: () => clearInterval(timer),
  };
};
const everyMs = 100;

const read = async (baseUrl: string): Promise<Reading> => {
  const answer = await fetch(`${baseUrl}/_emulator/clock`, { signal: AbortSignal.timeout(2_000) });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('epochMs' in body) || !('speed' in body))
    throw new Error('the emulator does not tell its time');
  return { at: Number(body.epochMs), monotonic: performance.now(), speed: Number(body.speed) };
};
