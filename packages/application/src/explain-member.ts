import {
  type CanPay,
  canPay,
  type Clock,
  dayOf,
  type DenyPolicy,
  denyPolicyOf,
  type Device,
  type FaceUser,
  type LimitsLeft,
  limitsLeft,
  nothingSpent,
  type Organization,
  type MerchantLimitPolicy,
  type OrganizationId,
  ownLimitsOf,
  sceneLimitsOf,
  platform,
  type Reads,
  ref,
  type StoreFailure,
  terminalsFor,
  type TerminalsFor,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** A member as the counter would find it now (`product.md` §4). */
export interface MemberStanding {
  readonly member: FaceUser;
  readonly canPay: CanPay;
  /** Absent where the organization is not adopted. */
  readonly limits?: LimitsLeft;
  /** Absent where they were not looked at. */
  readonly terminals?: TerminalsFor;
}
interface Dependencies {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly policy: DenyPolicy & MerchantLimitPolicy;
}

/** Why this pupil cannot eat: the member's axes, today's limits and the terminals, looked at together (FAQ Q2). */
export const explainMember =
  (deps: Dependencies) =>
  (member: FaceUser): TE.TaskEither<StoreFailure, MemberStanding> =>
    pipe(
      TE.Do,
      TE.bindW('organization', () => deps.reads.find(platform, ref('organization', member.organization))),
      TE.bindW('spending', () => spendingOf(deps.reads, `${member.organization}/${member.outUserId}`)),
      TE.bindW('merchant', ({ organization }) =>
        organization?.testMerchant === true
          ? spendingOf(deps.reads, `merchant/${organization.subMchid}`)
          : TE.right(undefined),
      ),
      TE.bindW('terminals', () => terminalsOf(deps.reads, member.organization)),
      TE.map(({ organization, spending, merchant, terminals }): MemberStanding => {
        const now = deps.clock.now();
        const limits =
          organization === undefined
            ? undefined
            : limitsOf(organization, member, { spending, merchant }, { ...deps.policy, day: dayOf(now) });
        const told = limits === undefined ? {} : { limits };
        return {
          member,
          canPay: canPay({ member, policy: denyPolicyOf(organization, deps.policy), terminals, now, ...told }),
          terminals: terminalsFor(member, terminals, now),
          ...told,
        };
      }),
    );

/** The same without a look at limits and terminals: for lists. */
export const outlineMember =
  ({ clock, policy }: Omit<Dependencies, 'reads'>) =>
  (member: FaceUser, organization: Organization | undefined): MemberStanding => ({
    member,
    canPay: canPay({ member, policy: denyPolicyOf(organization, policy), now: clock.now() }),
  });

const spendingOf = (reads: Reads, key: string) => reads.find(platform, ref('spending', key));

const limitsOf = (
  organization: Organization,
  member: FaceUser,
  { spending, merchant }: { readonly spending?: LimitsSpending; readonly merchant?: LimitsSpending },
  { day, merchantLimits }: { readonly day: LimitsLeft['day'] } & MerchantLimitPolicy,
): LimitsLeft =>
  limitsLeft({
    day,
    merchant: merchantLimits,
    organization: ownLimitsOf(organization),
    scene: sceneLimitsOf(organization),
    person: member.limits,
    spending,
    testMerchant: organization.testMerchant ? (merchant ?? nothingSpent) : undefined,
  });
type LimitsSpending = Parameters<typeof limitsLeft>[0]['spending'];

/** All of them: a school has dozens. */
const terminalsOf = (
  reads: Reads,
  organization: OrganizationId,
  after?: string,
): TE.TaskEither<StoreFailure, readonly Device[]> =>
  pipe(
    reads.page('device', { organization }, pageSize, after),
    TE.flatMap(({ items, next }): TE.TaskEither<StoreFailure, readonly Device[]> =>
      next === undefined
        ? TE.right(items)
        : pipe(
            terminalsOf(reads, organization, next),
            TE.map((rest) => [...items, ...rest]),
          ),
    ),
  );
const pageSize = 200;
