import type { BeijingDay } from '../kernel/civil-date.ts';
import { Fen, minFen, sumFen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import type { Scene } from '../kernel/scene.ts';
import { type Breach, type LimitName, platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';
import { type Spending, usedIn, usedOn } from './spending.ts';

export interface LimitCheck {
  readonly deduction: DeductionId;
  readonly amount: Fen;
  readonly day: BeijingDay;
  readonly spending: Spending;
  /** The smallest of the merchant's, the organization's, the scene's and the person's own; above the platform's they have no effect (INV-24). */
  readonly singleLimit?: Fen | undefined;
  readonly dayLimit?: Fen | undefined;
  /** Where it is, and what a day may take there. */
  readonly scene?: { readonly name: Scene; readonly dayLimit: Fen } | undefined;
  /** Spending of the whole merchant number where it is a test one. */
  readonly testMerchant?: Spending | undefined;
}

/** INV-23, INV-24, INV-28: every limit that the charge would pass; none means it may be reserved. */
export const checkLimits = (check: LimitCheck): readonly Breach[] => {
  const { amount, day, deduction } = check;
  const breach = (limit: LimitName, limitFen: Fen, usedFen: Fen): readonly Breach[] =>
    sumFen([usedFen, amount]) <= limitFen
      ? []
      : [{ type: 'LimitExceeded', limit, limitFen, usedFen, askedFen: amount }];
  return [
    ...breach('single', minFen(platformSingleLimit, check.singleLimit ?? platformSingleLimit), Fen.zero),
    ...breach(
      'day',
      minFen(platformDayLimit, check.dayLimit ?? platformDayLimit),
      usedOn(check.spending, day, deduction),
    ),
    ...(check.scene === undefined
      ? []
      : breach('scene', check.scene.dayLimit, usedIn(check.scene.name, check.spending, day, deduction))),
    ...(check.testMerchant === undefined
      ? []
      : breach('test-merchant', testMerchantDayLimit, usedOn(check.testMerchant, day, deduction))),
  ];
};
