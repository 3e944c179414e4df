import {
  type Fen,
  type Instant,
  dayOf,
  minFen,
  nothingSpent,
  type Organization,
  type OwnLimits,
  platformDayLimit,
  platformSingleLimit,
  restOf,
  smallest,
  type Spending,
  testMerchantDayLimit,
  usedOn,
} from '@facepay/domain';
import { beijingDay } from '../shape/kernel-shapes.ts';
import { shownFen } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** What one member may still be charged today (Beijing). */
export const LimitsView = object({
  day: beijingDay,
  singleLimitFen: shownFen,
  dayLimitFen: shownFen,
  dayUsedFen: shownFen,
  dayLeftFen: shownFen,
});
export type LimitsView = ShapeOf<typeof LimitsView>;

export const limitsView = (
  organization: Organization,
  own: OwnLimits | undefined,
  spending: Spending | undefined,
  merchantSpending: Spending | undefined,
  now: Instant,
): LimitsView => {
  const day = dayOf(now);
  const dayLimit = capped(smallest(organization.dayLimit, own?.day), platformDayLimit);
  const used = usedOn(spending ?? nothingSpent, day);
  const left = restOf(dayLimit, used);
  // A test merchant's day is one for everybody behind that number (INV-28).
  const dayLeft = organization.testMerchant
    ? minFen(left, restOf(testMerchantDayLimit, usedOn(merchantSpending ?? nothingSpent, day)))
    : left;
  return {
    day,
    singleLimitFen: capped(smallest(organization.singleLimit, own?.single), platformSingleLimit),
    dayLimitFen: dayLimit,
    dayUsedFen: used,
    dayLeftFen: dayLeft,
  };
};

const capped = (own: Fen | undefined, platforms: Fen): Fen => minFen(platforms, own ?? platforms);
