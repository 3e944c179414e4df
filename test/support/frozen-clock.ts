import type { Canteen } from './open-canteen.ts';
import { until } from './until.ts';

/** Stops the time of the emulator and of our processes at a whole second, and says which: Unix seconds. */
export const freezeClock = async ({ control, composed, emulator }: Canteen): Promise<number> => {
  await control('POST', '/_emulator/clock', { speed: 0 }); // first: a clock that runs would not stay where it is put
  const seconds = Math.ceil(emulator.clock.now() / 1000);
  await control('POST', '/_emulator/clock', { now: seconds * 1000 });
  await until('our clock to stand still', () => composed.ports.clock.now() === seconds * 1000);
  return seconds;
};
