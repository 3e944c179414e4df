import type { AnsweredBefore } from '@facepay/application';
import { payscoreScope, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators } from '../access/principal.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { object } from '../shape/object.ts';
import { openBody, orderNo } from '../shape/payscore-shapes.ts';
import {
  PayscoreOrderDetailView,
  payscoreOrderDetailView,
  PayscoreOrderView,
  payscoreStatus,
} from '../views/payscore-order-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { keyedRoute } from './keyed-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { payscoreOf } from './payscore-of.ts';
import { termsOf } from './payscore-wish.ts';
import { ok, type Result } from './route.ts';

const open = keyedRoute({
  method: 'POST',
  path: '/v1/payscore/orders',
  roles: operators,
  summary: 'Opens a Pay Score order (创建支付分订单); the same orderNo with the same terms again is the same order',
  body: openBody,
  answer: { status: 200, shape: PayscoreOrderView },
  handler:
    (deps) =>
    ({ principal, requestId, body, once }) =>
      pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.flatMap(({ payscore, view }): TE.TaskEither<Refusal | AnsweredBefore, Result> => {
          const notifyUrl = body.notifyUrl ?? payscore.policy.ownNotifyUrl;
          return notifyUrl === undefined
            ? TE.left(shapeWrong('notifyUrl', 'is required'))
            : pipe(
                payscore.openOrder(termsOf(body, notifyUrl), principal.name, once(view)),
                TE.map((order): Result => {
                  const { name: holder } = principal;
                  deps.logger.info('operator move', { requestId, operation: 'create', holder, orderNo: order.no });
                  return ok(view(order));
                }),
              );
        }),
      ),
});

const list = bearerRoute({
  method: 'GET',
  path: '/v1/payscore/orders',
  roles: everyRole,
  summary: 'Pay Score orders by number, filtered by state (of WeChat’s last word)',
  query: object({}, { ...paging, state: payscoreStatus }),
  answer: { status: 200, shape: pageShape(PayscoreOrderView) },
  handler:
    (deps) =>
    ({ principal, query }) =>
      pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.flatMap(({ view }) => {
          const filter = query.state === undefined ? {} : { status: query.state };
          return listPage(deps, 'payscoreOrder', { principal, filter, query, view });
        }),
      ),
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/payscore/orders/{orderNo}',
  roles: everyRole,
  summary: 'One Pay Score order with every event',
  params: object({ orderNo }),
  answer: { status: 200, shape: PayscoreOrderDetailView },
  handler:
    (deps) =>
    ({ principal, params }): TE.TaskEither<Refusal, Result> =>
      pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.bindTo('here'),
        TE.bindW('order', () => deps.reads.find(payscoreScope, ref('payscoreOrder', params.orderNo))),
        TE.bindW('events', () =>
          deps.reads.history(payscoreScope, { kind: 'payscore-order', id: params.orderNo }, eventsMax),
        ),
        TE.flatMap(({ here: { view }, order, events }): TE.TaskEither<Refusal, Result> =>
          order === undefined
            ? TE.left({ type: 'NotFound' })
            : TE.right(ok(payscoreOrderDetailView(view(order), events))),
        ),
      ),
});
/** Far above what a year of looks leaves. */
const eventsMax = 2_000;

export const payscoreOrderRoutes = [open, list, get];
