import type { LimitsLeft } from '@facepay/domain';
import { beijingDay } from '../shape/kernel-shapes.ts';
import { list, oneOf, shownFen } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** What one member may still be charged today (Beijing), and by whose limit; the smallest counts (INV-24). */
export const LimitsView = object({
  day: beijingDay,
  singleLimitFen: shownFen,
  dayLimitFen: shownFen,
  dayUsedFen: shownFen,
  dayLeftFen: shownFen,
  owners: list(
    object(
      { owner: oneOf('person', 'scene', 'organization', 'merchant', 'platform', 'test-merchant') },
      { singleLimitFen: shownFen, dayLimitFen: shownFen, dayLeftFen: shownFen },
    ),
  ),
});
export type LimitsView = ShapeOf<typeof LimitsView>;

export const limitsView = (left: LimitsLeft): LimitsView => ({
  day: left.day,
  singleLimitFen: left.single,
  dayLimitFen: left.dayLimit,
  dayUsedFen: left.dayUsed,
  dayLeftFen: left.dayLeft,
  owners: left.owners.map(({ owner, single, day, dayLeft }) => ({
    owner,
    ...(single === undefined ? {} : { singleLimitFen: single }),
    ...(day === undefined ? {} : { dayLimitFen: day }),
    ...(dayLeft === undefined ? {} : { dayLeftFen: dayLeft }),
  })),
});
