import { type Notice, type OrganizationId, platform, ref, type StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { noticeId, organizationId } from '../shape/kernel-shapes.ts';
import { oneOf } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { NoticeView, noticeView } from '../views/notice-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { ok } from './route.ts';

const list = bearerRoute({
  method: 'GET',
  path: '/v1/notices',
  roles: everyRole,
  summary: "WeChat's notices by id: inbox and quarantine, with the reason",
  query: object(
    {},
    {
      ...paging,
      organizationId,
      status: oneOf('received', 'processed', 'ignored', 'quarantined'),
    },
  ),
  answer: { status: 200, shape: pageShape(NoticeView) },
  handler:
    (deps) =>
    ({ principal, query }) =>
      listPage(deps, 'notice', {
        principal,
        organization: query.organizationId,
        filter: query.status === undefined ? {} : { status: query.status },
        query,
        view: noticeView,
      }),
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/notices/{noticeId}',
  roles: everyRole,
  summary: 'One notice',
  params: object({ noticeId }),
  answer: { status: 200, shape: NoticeView },
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        deps.reads.find(platform, ref('notice', params.noticeId)),
        TE.flatMap((notice) => own(deps, principal, notice)),
        TE.map((notice) => ok(noticeView(notice))),
      ),
});

/** A notice that cannot be told to be of the token's organization is not shown to it (INV-92). */
const own = (
  deps: ServerDependencies,
  { organization }: Principal,
  notice: Notice | undefined,
): TE.TaskEither<Refusal, Notice> => {
  if (notice === undefined) return TE.left({ type: 'NotFound' });
  if (organization === undefined) return TE.right(notice);
  return pipe(
    tenantOf(deps, notice),
    TE.flatMap((tenant): TE.TaskEither<Refusal, Notice> =>
      tenant === organization ? TE.right(notice) : TE.left({ type: 'NotFound' }),
    ),
  );
};

const tenantOf = (
  { reads }: ServerDependencies,
  { subject }: Notice,
): TE.TaskEither<StoreFailure, OrganizationId | undefined> => {
  switch (subject.type) {
    case 'UserState':
      return TE.right(subject.organization);
    case 'Deduction':
      return pipe(
        reads.find(platform, ref('number', subject.no)),
        TE.map((number) => number?.organization),
      );
    case 'Refund':
      return pipe(
        reads.find(platform, ref('refund', subject.no)),
        TE.map((refund) => refund?.organization),
      );
    case 'PayscoreOrder':
    case 'PayscorePermission': // the merchant's, no school's
    case 'Other':
      return TE.right(undefined);
  }
};

export const noticeRoutes = [list, get];
