import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Device } from '../device/device.ts';
import { denyPolicyOf, type FaceUser, notChargeable, owesTooMuch } from '../face-user/index.ts';
import { dayOf } from '../kernel/civil-date.ts';
import { type Instant, msBetween } from '../kernel/instant.ts';
import { type Breach, checkLimits, nothingSpent, sceneLimitsOf, smallest, type Spending } from '../limits/index.ts';
import type { Organization } from '../organization/organization.ts';
import { advance, type Advanced } from './books.ts';
import type { ReasonCode } from '../can-pay/index.ts';
import type { Deduction, DeductionCommand, DeductionRejection, HoldReason } from './deduction.ts';
import type { DeductionPolicy } from './policy.ts';
import { whyHeld } from './why-held.ts';

export interface ReserveFound {
  readonly deduction: Deduction;
  readonly organization: Organization;
  readonly member: FaceUser | undefined;
  readonly device: Device | undefined;
  readonly spending: Spending;
  readonly testMerchant?: Spending | undefined;
}
export type ReserveOutcome =
  | ({ readonly type: 'Send' } & Advanced)
  | ({ readonly type: 'Held'; readonly reason: HoldReason; readonly breaches: readonly Breach[] } & Advanced);

/**
 * T2: may this sale be sent now? Contract, user state and limits are checked and the limit is set aside in one step,
 * before anything leaves (INV-23, INV-35). "Not now" is an outcome that is stored, not a refusal.
 */
export const reserveDeduction = (
  found: ReserveFound,
  input: { readonly at: Instant; readonly request: string; readonly policy: DeductionPolicy },
): E.Either<DeductionRejection, ReserveOutcome> => {
  const { deduction, organization, spending, member } = found;
  const testMerchant = organization.testMerchant ? (found.testMerchant ?? nothingSpent) : undefined;
  const merchant = input.policy.merchantLimits;
  const scene = sceneLimitsOf(organization, found.device);
  const place = found.device?.scene ?? organization.scene;
  const run = (command: DeductionCommand): E.Either<DeductionRejection, Advanced> =>
    advance({ deduction, spending, testMerchant, member, scene: place }, command);
  const breaches = checkLimits({
    deduction: deduction.id,
    amount: deduction.amount,
    day: dayOf(input.at),
    spending,
    singleLimit: smallest(merchant?.single, organization.singleLimit, scene?.limits.single, member?.limits?.single),
    dayLimit: smallest(merchant?.day, organization.dayLimit, member?.limits?.day),
    scene: scene?.limits.day === undefined ? undefined : { name: scene.name, dayLimit: scene.limits.day },
    testMerchant,
  });
  const tooOld = msBetween(deduction.saleAt, input.at) > input.policy.saleAgeMaxMs; // every retry ends (INV-64, INV-99)
  const reason =
    whyNot(found) ??
    whyNotByDebt(found, input.policy) ??
    (tooOld ? 'clock' : breaches.length > 0 ? 'limit' : undefined);
  if (reason !== undefined)
    return pipe(
      run(holdCommand(reason, whyHeld(reason, found, input))),
      E.map((held) => ({ type: 'Held', reason, breaches, ...held })),
    );
  const { at, request, policy } = input;
  return pipe(
    run({ type: 'Send', at, request, attemptsMax: policy.attemptsMaxPerDay }),
    E.map((sent) => ({ type: 'Send', ...sent })),
  );
};

const holdCommand = (reason: HoldReason, why: readonly ReasonCode[]): DeductionCommand => ({
  type: 'Hold',
  reason,
  ...(why.length === 0 ? {} : { why }),
});

/** A terminal that had not heard of it sold all the same: the sale waits, and is neither charged nor dropped (FAQ 5.10). */
const whyNotByDebt = ({ organization, member }: ReserveFound, policy: DeductionPolicy): HoldReason | undefined =>
  member !== undefined && owesTooMuch(member, denyPolicyOf(organization, policy)) ? 'debt' : undefined;

const whyNot = ({ deduction, organization, member, device }: ReserveFound): HoldReason | undefined => {
  if (deduction.amount < 1) return 'amount';
  if (device?.quarantine !== undefined) return 'clone'; // nothing of it goes by itself any more (INV-62)
  if (deduction.subMchid !== organization.subMchid) return 'merchant';
  if (member === undefined || member.userId !== deduction.userId) return 'user';
  switch (notChargeable(member)?.type) {
    case undefined:
      return undefined;
    case 'UserDisabled':
      return 'disabled';
    case 'ContractMissing':
    case 'ContractEnded':
      return 'contract';
  }
};
