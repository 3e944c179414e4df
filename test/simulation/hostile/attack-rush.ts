import { entryOf } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

const countAtOnce = 16;
const amountFen = 10_000;

/**
 * BAD-60, and INV-26 where it is late: what was begun before midnight and is still under way then leaves no room for more.
 */
export const attackRush = async (raid: Raid, at: number): Promise<void> => {
  const { simulation, wechat, sleep } = raid;
  const untilMidnightMs = dayMs - ((simulation.wallNow() + beijingMs) % dayMs);
  if (untilMidnightMs > 3_600_000) return rush(raid, at);
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  await sleep(Math.max(0, untilMidnightMs - 20_000));
  await wechat.control('POST', 'faults', { kind: 'accept-then-settle-later', match, count: 5, delayMs: 120_000 });
  await rush(raid, at);
  await sleep(30_000);
  return rush(raid, at + 1000);
};
const dayMs = 86_400_000;
const beijingMs = 28_800_000;

/** BAD-60: sixteen meals of 100 yuan for one pupil at once, from two boxes; the limits hold (INV-23, INV-24, INV-29). */
const rush = async (raid: Raid, at: number): Promise<void> => {
  const boxes = [await raid.enrol(`hostile-${at}-left`), await raid.enrol(`hostile-${at}-right`)];
  const batches = await Promise.all(
    boxes.map(async (box) => {
      const entries: string[] = [];
      while (entries.length < countAtOnce / boxes.length)
        entries.push(entryOf(box.mint(await raid.sale(amountFen), { type: 'charge' })));
      return { box, entries };
    }),
  );
  await Promise.all(batches.map(({ box, entries }) => raid.expect('INV-18', [200], () => box.upload(entries))));
};
