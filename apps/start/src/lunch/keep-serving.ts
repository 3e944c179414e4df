import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world/open-world.ts';

/** The counters go on by themselves, so that whoever steps up on the kiosk page is served and charged. */
export const keepServing = ({ counters }: Pick<World, 'counters'>): { readonly stop: () => Promise<void> } => {
  const stop = new AbortController();
  const running = Object.values(counters).map(async ({ terminal }) => {
    while (!stop.signal.aborted) {
      await terminal.round();
      await sleep(betweenRoundsMs, undefined, { signal: stop.signal }).catch(() => undefined); // cut short: the end
    }
  });
  return {
    stop: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
};

const betweenRoundsMs = 1_000;
