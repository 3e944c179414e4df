export { checkLimits, type LimitCheck } from './check-limits.ts';
export { type Breach, type LimitName, platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';
export {
  type LimitOwner,
  limitsLeft,
  type LimitsAsked,
  type LimitsLeft,
  type OwnerLimits,
  ownLimitsOf,
  sceneLimitsOf,
} from './limits-left.ts';
export {
  abovePlatform,
  type LimitAbovePlatform,
  type MerchantLimitPolicy,
  type OwnLimits,
  sceneAbovePlatform,
  smallest,
} from './own-limits.ts';
export { nothingSpent, release, type Reservation, reserve, settle, type Spending, usedIn, usedOn } from './spending.ts';
