import {
  abovePlatform,
  type Change,
  eventsOf,
  type FaceUser,
  type FaceUserRejection,
  type LimitAbovePlatform,
  type Organization,
  type OrganizationId,
  type OwnLimits,
  platform,
  type Reads,
  ref,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

interface Dependencies extends MemberDependencies {
  readonly reads: Reads;
}

/** The organization's own limits; they replace the ones before and hold for later reservations only (INV-24). */
export const setOrganizationLimits =
  (deps: Pick<Dependencies, 'storage' | 'clock'>) =>
  (
    id: OrganizationId,
    { single, day }: OwnLimits,
  ): TE.TaskEither<OrganizationNotAdopted | LimitAbovePlatform | StoreFailure, Organization> => {
    const at = ref('organization', id);
    return deps.storage.transact({
      organization: platform,
      read: { organization: at },
      decide: ({ organization }): E.Either<OrganizationNotAdopted | LimitAbovePlatform, Change<Organization>> => {
        if (organization === undefined) return E.left({ type: 'OrganizationNotAdopted' });
        const above = abovePlatform(limitsOf(single, day), organization.testMerchant);
        if (above !== undefined) return E.left(above);
        const { singleLimit: _, dayLimit: __, ...rest } = organization;
        if (organization.singleLimit === single && organization.dayLimit === day)
          return E.right({ writes: [], events: [], result: organization });
        const limited: Organization = {
          ...rest,
          ...(single === undefined ? {} : { singleLimit: single }),
          ...(day === undefined ? {} : { dayLimit: day }),
          version: organization.version + 1,
        };
        const about = {
          organization: id,
          subject: { kind: 'organization', id },
          at: deps.clock.now(),
          versionBefore: organization.version,
        } as const;
        const limits = limitsOf(single, day);
        return E.right({
          writes: [write(at, limited)],
          events: eventsOf(about, [{ type: 'OrganizationLimitsSet', limits }]),
          result: limited,
        });
      },
    });
  };

/** What parents or the school allow one member (个人限额, FAQ 5.7). */
export const setMemberLimits =
  (deps: Dependencies) =>
  (
    address: MemberAddress,
    { single, day }: OwnLimits,
  ): TE.TaskEither<OrganizationNotAdopted | LimitAbovePlatform | FaceUserRejection | StoreFailure, FaceUser> => {
    const limits = limitsOf(single, day);
    return pipe(
      requireOrganization(deps.reads)(address.organization),
      TE.flatMap(({ testMerchant }): TE.TaskEither<LimitAbovePlatform, void> => {
        const above = abovePlatform(limits, testMerchant);
        return above === undefined ? TE.right(undefined) : TE.left(above);
      }),
      TE.flatMap(() => runMemberCommand(deps)(address, { type: 'SetLimits', limits })),
    );
  };

const limitsOf = (single: OwnLimits['single'], day: OwnLimits['day']): OwnLimits => ({
  ...(single === undefined ? {} : { single }),
  ...(day === undefined ? {} : { day }),
});
