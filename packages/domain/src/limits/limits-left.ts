import { type BeijingDay } from '../kernel/civil-date.ts';
import { type Fen, minFen, restOf } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import { platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';
import type { OwnLimits } from './own-limits.ts';
import { nothingSpent, type Spending, usedOn } from './spending.ts';

/** Whose limit it is, the lowest authority first (INV-24). */
export type LimitOwner = 'person' | 'organization' | 'platform' | 'test-merchant';
/** One owner's limits of today; what is absent that owner does not limit. */
export interface OwnerLimits {
  readonly owner: LimitOwner;
  readonly single?: Fen;
  readonly day?: Fen;
  readonly dayLeft?: Fen;
}
/** What may still be charged on one Beijing day, and by whose limit. */
export interface LimitsLeft {
  readonly day: BeijingDay;
  readonly single: Fen;
  readonly dayLimit: Fen;
  readonly dayUsed: Fen;
  readonly dayLeft: Fen;
  readonly owners: readonly OwnerLimits[];
}
export interface LimitsAsked {
  readonly day: BeijingDay;
  readonly organization: OwnLimits;
  readonly person: OwnLimits | undefined;
  readonly spending: Spending | undefined;
  /** Spending of the whole merchant number where it is a test one (INV-28). */
  readonly testMerchant: Spending | undefined;
  /** A sale whose own reservation does not count against it. */
  readonly except?: DeductionId;
}

/** The same sums as `checkLimits`, told before a charge and by owner (FAQ 5.7). */
export const limitsLeft = (asked: LimitsAsked): LimitsLeft => {
  const { day, organization, person, testMerchant, except } = asked;
  const used = usedOn(asked.spending ?? nothingSpent, day, except);
  const owners: readonly OwnerLimits[] = [
    ...(person === undefined ? [] : [ownerLimits('person', person, used)]),
    ownerLimits('organization', organization, used),
    ownerLimits('platform', { single: platformSingleLimit, day: platformDayLimit }, used),
    ...(testMerchant === undefined
      ? []
      : [ownerLimits('test-merchant', { day: testMerchantDayLimit }, usedOn(testMerchant, day, except))]),
  ];
  return {
    day,
    single: minFen(platformSingleLimit, ...owners.flatMap(({ single }) => single ?? [])),
    dayLimit: minFen(platformDayLimit, organization.day ?? platformDayLimit, person?.day ?? platformDayLimit),
    dayUsed: used,
    dayLeft: minFen(platformDayLimit, ...owners.flatMap(({ dayLeft }) => dayLeft ?? [])),
    owners,
  };
};

const ownerLimits = (owner: LimitOwner, { single, day }: OwnLimits, used: Fen): OwnerLimits => ({
  owner,
  ...(single === undefined ? {} : { single }),
  ...(day === undefined ? {} : { day, dayLeft: restOf(day, used) }),
});

/** The limits that an organization sets itself. */
export const ownLimitsOf = (organization: { readonly singleLimit?: Fen; readonly dayLimit?: Fen }): OwnLimits => ({
  ...(organization.singleLimit === undefined ? {} : { single: organization.singleLimit }),
  ...(organization.dayLimit === undefined ? {} : { day: organization.dayLimit }),
});
