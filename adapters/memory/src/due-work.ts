import type { Claimed, DueWork, Instant, Queue } from '@facepay/domain';
import { later } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Shelves, Slot } from './shelves.ts';
import { placeOf } from './shelves.ts';

export const createMemoryDueWork = (shelves: Shelves): DueWork => ({
  claim: (queue, now, leaseMs, countMax) => async () => {
    const taken = shelves
      .waiting(queue)
      .filter((slot) => isDue(slot, now))
      .toSorted(longestDueFirst)
      .slice(0, countMax)
      .map((slot): Claimed => {
        const fence = slot.value.fence + 1;
        shelves.put(
          slot.organization,
          { kind: queue, key: slot.key },
          {
            ...slot.value,
            fence,
            leaseUntil: later(now, leaseMs),
          },
        );
        return { organization: slot.organization, key: slot.key, fence };
      });
    return E.right(taken);
  },
});

const isDue = ({ value: { dueAt, leaseUntil } }: Slot<Queue>, now: Instant): boolean =>
  dueAt !== undefined && dueAt <= now && (leaseUntil === undefined || leaseUntil < now);

const longestDueFirst = (a: Slot<Queue>, b: Slot<Queue>): number =>
  (a.value.dueAt ?? 0) - (b.value.dueAt ?? 0) ||
  (a.key < b.key ? -1 : a.key > b.key ? 1 : placeOf(a) < placeOf(b) ? -1 : 1);
