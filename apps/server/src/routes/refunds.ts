import { platform, ref, type Refund, type RefundNo } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators, type Principal } from '../access/principal.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { beijingDay, deductionId, fen, organizationId, outUserId, refundNo } from '../shape/kernel-shapes.ts';
import { text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { RefundDetailView, refundDetailView, refundState, RefundView, refundView } from '../views/refund-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { deductionTenant } from './deductions.ts';
import { keyedRoute } from './keyed-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { refundNoOf } from './refund-no.ts';
import { ok } from './route.ts';

const request = keyedRoute({
  method: 'POST',
  path: '/v1/deductions/{deductionId}/refunds',
  roles: operators,
  summary: 'Gives back a paid deduction, or a part of it; the same refundNo again is the same refund',
  params: object({ deductionId }),
  query: object({}, { organizationId }),
  body: object({ amountFen: fen, reason: text(80, 'WeChat shows it to the payer') }, { refundNo }),
  answer: { status: 200, shape: RefundView },
  handler:
    ({ useCases, logger }) =>
    ({ principal, requestId, params, query, body, once }) => {
      if (body.amountFen < 1) return TE.left(shapeWrong('amountFen', 'at least 1'));
      const asked = once(refundView);
      return pipe(
        TE.fromEither(deductionTenant(principal, query.organizationId)),
        TE.flatMap((organization) =>
          useCases.requestRefund(
            organization,
            params.deductionId,
            {
              refundNo: body.refundNo ?? refundNoOf(asked.key),
              amount: body.amountFen,
              reason: body.reason,
              by: principal.name,
            },
            asked,
          ),
        ),
        TE.map((refund) => {
          // The reason is free text and may name a person, so the log leaves it out.
          logger.info('operator move', {
            requestId,
            operation: 'Refund',
            holder: principal.name,
            deduction: refund.deduction,
            refundNo: refund.no,
          });
          return ok(refundView(refund));
        }),
      );
    },
});

const list = bearerRoute({
  method: 'GET',
  path: '/v1/refunds',
  roles: everyRole,
  summary: 'Refunds by number, filtered by state, member and day: of the success, before that of the request',
  query: object({}, { ...paging, organizationId, state: refundState, member: outUserId, day: beijingDay }),
  answer: { status: 200, shape: pageShape(RefundView) },
  handler:
    (deps) =>
    ({ principal, query }) => {
      const { state, member, day } = query;
      const filter = {
        ...(state === undefined ? {} : { status: state }),
        ...(member === undefined ? {} : { member }),
        ...(day === undefined ? {} : { day }),
      };
      return listPage(deps, 'refund', {
        principal,
        organization: query.organizationId,
        filter,
        query,
        view: refundView,
      });
    },
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/refunds/{refundNo}',
  roles: everyRole,
  summary: 'One refund with every event',
  params: object({ refundNo }),
  answer: { status: 200, shape: RefundDetailView },
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        findRefund(deps, principal, params.refundNo),
        TE.bindTo('refund'),
        TE.bindW('events', ({ refund }) =>
          deps.reads.history(refund.organization, { kind: 'refund', id: refund.no }, eventsMax),
        ),
        TE.map(({ refund, events }) => ok(refundDetailView(refund, events))),
      ),
});
/** Far above what a year of queries leaves. */
const eventsMax = 2_000;

/** Another tenant's is not there (BAD-79). */
const findRefund = (
  { reads }: ServerDependencies,
  { organization }: Principal,
  no: RefundNo,
): TE.TaskEither<Refusal, Refund> =>
  pipe(
    reads.find(platform, ref('refund', no)),
    TE.flatMap((found): TE.TaskEither<Refusal, Refund> =>
      found === undefined || (organization !== undefined && found.organization !== organization)
        ? TE.left({ type: 'NotFound' })
        : TE.right(found),
    ),
  );

export const refundRoutes = [request, list, get];
