import {
  type Change,
  type Clock,
  type Fen,
  type Organization,
  type OrganizationId,
  platform,
  platformDayLimit,
  platformSingleLimit,
  ref,
  type Scene,
  type Storage,
  type StoreFailure,
  type SubMchid,
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
  | { readonly type: 'LimitAbovePlatform'; readonly limit: 'single' | 'day'; readonly limitFen: Fen };

/** Takes a school under our roof, as WeChat knows it; the same adoption again changes nothing. */
export const adoptOrganization =
  (deps: { readonly storage: Storage; readonly organizations: WechatOrganizations; readonly clock: Clock }) =>
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
            const adopted: Organization = { ...input, name, adoptedAt: deps.clock.now() };
            return E.right({
              writes: [write(at, adopted)],
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

/** INV-24, BAD-61: a configured limit above the platform's is refused, not cut. */
const checkLimits = ({ singleLimit, dayLimit }: AdoptOrganization): E.Either<AdoptOrganizationRejection, undefined> => {
  if (singleLimit !== undefined && singleLimit > platformSingleLimit)
    return E.left({ type: 'LimitAbovePlatform', limit: 'single', limitFen: platformSingleLimit });
  if (dayLimit !== undefined && dayLimit > platformDayLimit)
    return E.left({ type: 'LimitAbovePlatform', limit: 'day', limitFen: platformDayLimit });
  return E.right(undefined);
};

const sameAdoption = (organization: Organization, input: AdoptOrganization): boolean =>
  organization.subMchid === input.subMchid &&
  organization.scene === input.scene &&
  organization.testMerchant === input.testMerchant &&
  organization.singleLimit === input.singleLimit &&
  organization.dayLimit === input.dayLimit;
