export { checkLimits, type LimitCheck } from './check-limits.ts';
export { type Breach, type LimitName, platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';
export {
  type LimitOwner,
  limitsLeft,
  type LimitsAsked,
  type LimitsLeft,
  type OwnerLimits,
  ownLimitsOf,
} from './limits-left.ts';
export { abovePlatform, type LimitAbovePlatform, type OwnLimits, smallest } from './own-limits.ts';
export { nothingSpent, release, type Reservation, reserve, settle, type Spending, usedOn } from './spending.ts';
