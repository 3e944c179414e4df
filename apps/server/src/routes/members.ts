import { type MemberAddress } from '@facepay/application';
import { type FaceUser, type OrganizationId, type OutUserId, platform, ref } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { oneOf } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { MemberView, memberView } from '../views/member-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { ok, type Result } from './route.ts';
import { roster, toProfile } from './roster-shape.ts';
import { ownTenant } from './tenant.ts';

export const memberParams = object({ organizationId, outUserId });
export const memberPath = '/v1/organizations/{organizationId}/members/{outUserId}';
const answer = { status: 200, shape: MemberView } as const;

const put = bearerRoute({
  method: 'PUT',
  path: memberPath,
  roles: operators,
  summary: 'Roster entry of a pupil or of staff; the same again changes nothing',
  params: memberParams,
  body: roster,
  answer,
  handler:
    (deps) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => deps.useCases.putMember(address, toProfile(body))),
        TE.flatMap(withLimits(deps)),
      ),
});

const get = bearerRoute({
  method: 'GET',
  path: memberPath,
  roles: everyRole,
  summary: 'One member: four axes, limits left today, and whether a charge could be tried',
  params: memberParams,
  answer,
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap(({ organization, outUserId: id }) => deps.reads.find(organization, ref('member', id))),
        TE.flatMap((found): TE.TaskEither<Refusal, Result> =>
          found === undefined ? TE.left({ type: 'NotFound' }) : withLimits(deps)(found),
        ),
      ),
});

const erase = bearerRoute({
  method: 'DELETE',
  path: memberPath,
  roles: operators,
  summary: 'Erase what is personal of a member whose contract has ended; ids and money records stay',
  params: memberParams,
  answer,
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => deps.useCases.eraseMember(address)),
        TE.flatMap(withLimits(deps)),
      ),
});

const list = bearerRoute({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/members',
  roles: everyRole,
  summary: 'Members of one organization, by outUserId; contract status as filter',
  params: object({ organizationId }),
  query: object({}, { ...paging, contract: oneOf('absent', 'signed', 'terminating', 'terminated') }),
  answer: { status: 200, shape: pageShape(MemberView) },
  handler:
    (deps) =>
    ({ principal, params, query }) =>
      pipe(
        deps.reads.find(platform, ref('organization', params.organizationId)),
        TE.flatMap((organization) =>
          listPage(deps, 'member', {
            principal,
            organization: params.organizationId,
            filter: query.contract === undefined ? {} : { status: query.contract },
            query,
            view: (member) => memberView(deps.useCases.outlineMember(member, organization)),
          }),
        ),
      ),
});

export const addressOf = (
  principal: Principal,
  params: { readonly organizationId: OrganizationId; readonly outUserId: OutUserId },
) =>
  pipe(
    ownTenant(principal, params.organizationId),
    E.map((organization): MemberAddress => ({ organization, outUserId: params.outUserId })),
  );

/** The member as the counter would find it now: reasons, and what is left of today's limits. */
export const withLimits =
  ({ useCases }: ServerDependencies) =>
  (member: FaceUser): TE.TaskEither<Refusal, Result> =>
    pipe(
      useCases.explainMember(member),
      TE.map((standing) => ok(memberView(standing))),
    );

export const memberRoutes = [put, get, erase, list];
