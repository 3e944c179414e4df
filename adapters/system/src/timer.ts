import { setImmediate as immediate } from 'node:timers/promises';
import type { Timer } from '@facepay/domain';

/** Timers keep the process alive while somebody waits; `stop` ends the wait at once. */
export const createSystemTimer = (): Timer => ({
  sleep: (ms, stop) =>
    new Promise((resolve) => {
      if (stop?.aborted === true) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        stop?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(0, ms), timeoutMaxMs));
      stop?.addEventListener('abort', wake, { once: true });
    }),
});

/** A real turn of the event loop: sockets, signals and timers get theirs. */
export const turn = (): Promise<void> => immediate();

/** The longest that setTimeout takes; beyond it, it would fire at once. */
const timeoutMaxMs = 2_147_483_647;
