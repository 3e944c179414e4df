/** A sleep that can be cut short. */
export interface Pausable {
  readonly sleep: (ms: number) => Promise<void>;
  /** Wakes whoever sleeps now; later sleeps return at once. */
  readonly stop: () => void;
  readonly isStopped: () => boolean;
}

export const createPausable = (): Pausable => {
  const stopped = new AbortController();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (stopped.signal.aborted) {
          resolve();
          return;
        }
        const wake = (): void => {
          clearTimeout(timer);
          stopped.signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        stopped.signal.addEventListener('abort', wake);
      }),
    stop: () => {
      stopped.abort();
    },
    isStopped: () => stopped.signal.aborted,
  };
};
