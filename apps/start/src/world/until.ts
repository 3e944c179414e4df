import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that happens by itself; what never happens is said by name. */
export const until = async (what: string, check: () => Promise<boolean>, withinMs = 30_000): Promise<void> => {
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(50)) if (await check()) return;
  throw new Error(`waited ${withinMs / 1000} s for ${what}`);
};
