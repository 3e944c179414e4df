import {
  type DebtPolicy,
  type Organization,
  type OrganizationId,
  type OutUserId,
  platform,
  type Reads,
  ref,
  type StoreFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changeOrganization } from './change-organization.ts';
import { followDebtPolicy, type MemberDependencies } from './member-command.ts';
import type { OrganizationNotAdopted } from './require-organization.ts';

interface Dependencies extends MemberDependencies {
  readonly reads: Reads;
}

/**
 * What a school does with pupils in debt (FAQ 5.10). It holds for the debts that are open already: everyone who owes goes on
 * the deny list or off it. If that is cut short, the same request again does the rest; so does each later event of a debtor.
 */
export const setDebtPolicy =
  (deps: Dependencies) =>
  (id: OrganizationId, policy: DebtPolicy): TE.TaskEither<OrganizationNotAdopted | StoreFailure, Organization> =>
    pipe(
      storePolicy(deps, id, policy),
      TE.tap(() => debtorsFollow(deps, id)),
      TE.flatMap((stored) =>
        pipe(
          deps.reads.find(platform, ref('organization', id)), // the list has its version there
          TE.map((now) => now ?? stored),
        ),
      ),
    );

const storePolicy = (
  deps: Dependencies,
  id: OrganizationId,
  policy: DebtPolicy,
): TE.TaskEither<OrganizationNotAdopted | StoreFailure, Organization> =>
  changeOrganization(deps)(id, (organization) =>
    E.right(
      same(organization.debtPolicy, policy)
        ? 'unchanged'
        : { to: { ...organization, debtPolicy: policy }, event: { type: 'DebtPolicySet', policy } },
    ),
  );

const same = (one: DebtPolicy | undefined, other: DebtPolicy): boolean =>
  one?.type === other.type &&
  (one.type !== 'block' || other.type !== 'block' || one.atOpenAdvances === other.atOpenAdvances);

/** Whoever has an open advance, once each: a debt that opens meanwhile is decided with the new policy already. */
const debtorsFollow = (
  deps: Dependencies,
  organization: OrganizationId,
  done: ReadonlySet<OutUserId> = new Set(),
  after?: string,
): TE.TaskEither<StoreFailure, void> =>
  pipe(
    deps.reads.page('deduction', { organization, status: 'advanced' }, debtsPerPage, after),
    TE.flatMap(({ items, next }) => {
      const debtors = [...new Set(items.map(({ outUserId }) => outUserId))].filter((one) => !done.has(one));
      return pipe(
        debtors,
        TE.traverseSeqArray((outUserId) => followDebtPolicy(deps)({ organization, outUserId })),
        TE.flatMap(() =>
          next === undefined
            ? TE.right(undefined)
            : debtorsFollow(deps, organization, new Set([...done, ...debtors]), next),
        ),
      );
    }),
  );
const debtsPerPage = 200;
