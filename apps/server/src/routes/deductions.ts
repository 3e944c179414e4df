import { type Deduction, type DeductionId, type OrganizationId, ref } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, type Principal } from '../access/principal.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { beijingDay, deductionId, deviceId, organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { DeductionDetailView, deductionDetailView } from '../views/deduction-detail-view.ts';
import { deductionState, DeductionView, deductionView } from '../views/deduction-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { refundsOf } from './refunds-of.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const list = bearerRoute({
  method: 'GET',
  path: '/v1/deductions',
  roles: everyRole,
  summary: 'Deductions by id, filtered by state, member, terminal and day of the sale',
  query: object(
    {},
    {
      ...paging,
      organizationId,
      state: deductionState,
      member: outUserId,
      device: deviceId,
      day: beijingDay,
    },
  ),
  answer: { status: 200, shape: pageShape(DeductionView) },
  handler:
    (deps) =>
    ({ principal, query }) => {
      const { state, member, device, day } = query;
      return listPage(deps, 'deduction', {
        principal,
        organization: query.organizationId,
        filter: {
          ...(state === undefined ? {} : { status: state }),
          ...(member === undefined ? {} : { member }),
          ...(device === undefined ? {} : { device }),
          ...(day === undefined ? {} : { day }),
        },
        query,
        view: deductionView,
      });
    },
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/deductions/{deductionId}',
  roles: everyRole,
  summary: 'One deduction with its generations, attempts and every event',
  params: object({ deductionId }),
  query: object({}, { organizationId }),
  answer: { status: 200, shape: DeductionDetailView },
  handler:
    (deps) =>
    ({ principal, params, query }) =>
      pipe(
        TE.fromEither(deductionTenant(principal, query.organizationId)),
        TE.flatMap((organization) => findDeduction(deps, organization, params.deductionId)),
        TE.bindTo('deduction'),
        TE.bindW('events', ({ deduction }) =>
          deps.reads.history(deduction.organization, { kind: 'deduction', id: deduction.id }, eventsMax),
        ),
        TE.bindW('given', ({ deduction }) => refundsOf(deps, deduction)),
        TE.map(({ deduction, events, given }) => ok(deductionDetailView(deduction, events, given, deps.wechat.shown))),
      ),
});
/** Far above what five attempts a day and their queries leave in 30 days. */
const eventsMax = 2_000;

/** Deductions live under their organization: the token's own, or the one that is named. */
export const deductionTenant = (
  principal: Principal,
  named: OrganizationId | undefined,
): E.Either<Refusal, OrganizationId> => {
  const wanted = named ?? principal.organization;
  return wanted === undefined
    ? E.left(shapeWrong('organizationId', 'is required for a token of no organization'))
    : ownTenant(principal, wanted);
};

const findDeduction = (
  { reads }: ServerDependencies,
  organization: OrganizationId,
  id: DeductionId,
): TE.TaskEither<Refusal, Deduction> =>
  pipe(
    reads.find(organization, ref('deduction', id)),
    TE.flatMap((found): TE.TaskEither<Refusal, Deduction> =>
      found === undefined ? TE.left({ type: 'NotFound' }) : TE.right(found),
    ),
  );

export const deductionRoutes = [list, get];
