import {
  abovePlatform,
  type Change,
  type Clock,
  type Fen,
  firstSweep,
  type LimitAbovePlatform,
  type Organization,
  type OrganizationId,
  platform,
  ref,
  type Scene,
  type Storage,
  type StoreFailure,
  type SubMchid,
  sweepKey,
  type SweepPolicy,
  type WechatFailure,
  type WechatOrganizations,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

export interface AdoptOrganization {
  readonly organizationId: OrganizationId;
  readonly subMchid: SubMchid;
  readonly scene: Scene;
  readonly testMerchant: boolean;
  readonly singleLimit?: Fen;
  readonly dayLimit?: Fen;
}
export type AdoptOrganizationRejection =
  | { readonly type: 'OrganizationUnknownToWechat' }
  | { readonly type: 'OrganizationAdoptedDifferently' }
  | LimitAbovePlatform;

/** Takes a school under our roof, as WeChat knows it; the same adoption again changes nothing. */
export const adoptOrganization =
  (deps: {
    readonly storage: Storage;
    readonly organizations: WechatOrganizations;
    readonly clock: Clock;
    readonly policy: SweepPolicy;
  }) =>
  (
    input: AdoptOrganization,
  ): TE.TaskEither<AdoptOrganizationRejection | WechatFailure | StoreFailure, Organization> => {
    const at = ref('organization', input.organizationId);
    return pipe(
      TE.fromEither(checkLimits(input)),
      TE.flatMap(() => deps.organizations.find(input.organizationId)),
      TE.flatMap((known): TE.TaskEither<AdoptOrganizationRejection, string> =>
        known === undefined ? TE.left({ type: 'OrganizationUnknownToWechat' }) : TE.right(known.name),
      ),
      TE.flatMap((name) =>
        deps.storage.transact({
          organization: platform,
          read: { organization: at },
          decide: ({ organization }): E.Either<AdoptOrganizationRejection, Change<Organization>> => {
            if (organization !== undefined)
              return sameAdoption(organization, input)
                ? E.right({ writes: [], events: [], result: organization })
                : E.left({ type: 'OrganizationAdoptedDifferently' });
            const adopted: Organization = {
              ...input,
              name,
              adoptedAt: deps.clock.now(),
              denyListVersion: 0,
              version: 1,
            };
            return E.right({
              writes: [
                write(at, adopted),
                write(
                  ref('task', sweepKey(input.organizationId)),
                  firstSweep(input.organizationId, adopted.adoptedAt, deps.policy),
                ),
              ],
              events: [
                {
                  key: `organization/${input.organizationId}/adopted`,
                  organization: input.organizationId,
                  subject: { kind: 'organization', id: input.organizationId },
                  at: adopted.adoptedAt,
                  body: { type: 'OrganizationAdopted' },
                },
              ],
              result: adopted,
            });
          },
        }),
      ),
    );
  };

const checkLimits = (input: AdoptOrganization): E.Either<AdoptOrganizationRejection, undefined> => {
  const { singleLimit: single, dayLimit: day, testMerchant } = input;
  const above = abovePlatform(
    { ...(single === undefined ? {} : { single }), ...(day === undefined ? {} : { day }) },
    testMerchant,
  );
  return above === undefined ? E.right(undefined) : E.left(above);
};

const sameAdoption = (organization: Organization, input: AdoptOrganization): boolean =>
  organization.subMchid === input.subMchid &&
  organization.scene === input.scene &&
  organization.testMerchant === input.testMerchant &&
  // Limits have a door of their own; adopting again without them keeps them.
  (input.singleLimit ?? organization.singleLimit) === organization.singleLimit &&
  (input.dayLimit ?? organization.dayLimit) === organization.dayLimit;
