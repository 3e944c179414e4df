import {
  abovePlatform,
  type FaceUser,
  type FaceUserRejection,
  type LimitAbovePlatform,
  type Organization,
  type OrganizationId,
  type OwnLimits,
  type Reads,
  sceneAbovePlatform,
  type SceneLimits,
  sceneNames,
  type StoreFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changeOrganization } from './change-organization.ts';
import { type MemberAddress, type MemberDependencies, runMemberCommand } from './member-command.ts';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

interface Dependencies extends MemberDependencies {
  readonly reads: Reads;
}

/** What an organization allows below the platform, in all of it and for single scenes. */
export interface OrganizationLimits extends OwnLimits {
  readonly scenes?: SceneLimits;
}

/** The organization's own limits; they replace the ones before and hold for later reservations only (INV-24). */
export const setOrganizationLimits =
  (deps: Pick<Dependencies, 'storage' | 'clock'>) =>
  (
    id: OrganizationId,
    { single, day, scenes = {} }: OrganizationLimits,
  ): TE.TaskEither<OrganizationNotAdopted | LimitAbovePlatform | StoreFailure, Organization> => {
    const limits = limitsOf(single, day);
    const named = Object.keys(scenes).length > 0;
    return changeOrganization(deps)<LimitAbovePlatform>(id, (organization) => {
      const { testMerchant } = organization;
      const above = abovePlatform(limits, testMerchant) ?? sceneAbovePlatform(scenes, testMerchant);
      if (above !== undefined) return E.left(above);
      const { singleLimit, dayLimit, sceneLimits, ...rest } = organization;
      if (singleLimit === single && dayLimit === day && isSame(sceneLimits ?? {}, scenes)) return E.right('unchanged');
      const to: Organization = {
        ...rest,
        ...(single === undefined ? {} : { singleLimit: single }),
        ...(day === undefined ? {} : { dayLimit: day }),
        ...(named ? { sceneLimits: scenes } : {}),
      };
      return E.right({ to, event: { type: 'OrganizationLimitsSet', limits, ...(named ? { scenes } : {}) } });
    });
  };

const isSame = (one: SceneLimits, other: SceneLimits): boolean =>
  sceneNames.every((scene) => one[scene]?.single === other[scene]?.single && one[scene]?.day === other[scene]?.day);

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
