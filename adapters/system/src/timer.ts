import type { Timer } from '@facepay/domain';

/** Real waiting; a stop wakes the sleeper at once. */
export const createTimer = (): Timer => ({
  sleep: (ms, stop) =>
    new Promise((resolve) => {
      if (stop?.aborted === true) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        stop?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      stop?.addEventListener('abort', done);
      return undefined;
    }),
});
