import { entryOf } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

const countAtOnce = 16;
const amountFen = 10_000;

/** BAD-60: sixteen meals of 100 yuan for one pupil at once, from two boxes; the limits hold (INV-23, INV-24, INV-29). */
export const attackRush = async (raid: Raid, at: number): Promise<void> => {
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
