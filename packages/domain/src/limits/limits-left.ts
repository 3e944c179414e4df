import { type BeijingDay } from '../kernel/civil-date.ts';
import { type Fen, minFen, restOf } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import type { Scene } from '../kernel/scene.ts';
import { platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';
import type { OwnLimits } from './own-limits.ts';
import { nothingSpent, type Spending, usedIn, usedOn } from './spending.ts';

/** Whose limit it is, the lowest authority first (INV-24). */
export type LimitOwner = 'person' | 'scene' | 'organization' | 'merchant' | 'platform' | 'test-merchant';
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
  /** Of the service provider, for all its organizations. */
  readonly merchant?: OwnLimits | undefined;
  readonly organization: OwnLimits;
  readonly scene?: { readonly name: Scene; readonly limits: OwnLimits } | undefined;
  readonly person: OwnLimits | undefined;
  readonly spending: Spending | undefined;
  /** Spending of the whole merchant number where it is a test one (INV-28). */
  readonly testMerchant: Spending | undefined;
  /** A sale whose own reservation does not count against it. */
  readonly except?: DeductionId;
}

/** The same sums as `checkLimits`, told before a charge and by owner (FAQ 5.7). */
export const limitsLeft = (asked: LimitsAsked): LimitsLeft => {
  const { day, merchant, organization, scene, person, testMerchant, except } = asked;
  const used = usedOn(asked.spending ?? nothingSpent, day, except);
  const owners: readonly OwnerLimits[] = [
    ...(person === undefined ? [] : [ownerLimits('person', person, used)]),
    ...(scene === undefined
      ? []
      : [ownerLimits('scene', scene.limits, usedIn(scene.name, asked.spending ?? nothingSpent, day, except))]),
    ownerLimits('organization', organization, used),
    ...(merchant === undefined ? [] : [ownerLimits('merchant', merchant, used)]),
    ownerLimits('platform', { single: platformSingleLimit, day: platformDayLimit }, used),
    ...(testMerchant === undefined
      ? []
      : [ownerLimits('test-merchant', { day: testMerchantDayLimit }, usedOn(testMerchant, day, except))]),
  ];
  return {
    day,
    single: minFen(platformSingleLimit, ...owners.flatMap(({ single }) => single ?? [])),
    dayLimit: minFen(
      platformDayLimit,
      ...[merchant?.day, organization.day, scene?.limits.day, person?.day].filter((one) => one !== undefined),
    ),
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

/** The limits of the place where a sale is made; nothing where its scene has none. */
export const sceneLimitsOf = (
  organization: { readonly scene: Scene; readonly sceneLimits?: { readonly [S in Scene]?: OwnLimits } },
  device?: { readonly scene?: Scene },
): LimitsAsked['scene'] => {
  const name = device?.scene ?? organization.scene;
  const limits = organization.sceneLimits?.[name];
  return limits === undefined ? undefined : { name, limits };
};
