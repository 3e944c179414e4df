import type { AnsweredBefore } from '@facepay/application';
import type { CancelWish, CompleteWish, ModifyWish, PayscoreOrderNo, SyncWish } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { object } from '../shape/object.ts';
import { cancelBody, completeBody, modifyBody, orderNo, syncBody } from '../shape/payscore-shapes.ts';
import { PayscoreOrderView } from '../views/payscore-order-view.ts';
import { type Keyed, keyedRoute } from './keyed-route.ts';
import { payscoreOf } from './payscore-of.ts';
import { completeOf, modifyOf } from './payscore-wish.ts';
import { ok, type Result } from './route.ts';

const shared = {
  method: 'POST',
  roles: operators,
  params: object({ orderNo }),
  answer: { status: 200, shape: PayscoreOrderView },
} as const;
const path = (call: string): string => `/v1/payscore/orders/{orderNo}/${call}`;

interface Asked extends Keyed {
  readonly requestId: string;
  readonly principal: Principal;
  readonly params: { readonly orderNo: PayscoreOrderNo };
}
/** The same call with the same content again answers as the order stands; with another content it is refused. */
const ask = (
  deps: ServerDependencies,
  { principal, requestId, params, once }: Asked,
  wish: CompleteWish | CancelWish | ModifyWish | SyncWish,
): TE.TaskEither<Refusal | AnsweredBefore, Result> =>
  pipe(
    TE.fromEither(payscoreOf(deps, principal)),
    TE.flatMap(({ payscore, view }) =>
      pipe(
        payscore.askOrder(params.orderNo, wish, principal.name, once(view)),
        TE.map((order): Result => {
          const { name: holder } = principal;
          deps.logger.info('operator move', { requestId, operation: wish.type, holder, orderNo: order.no });
          return ok(view(order));
        }),
      ),
    ),
  );

const complete = keyedRoute({
  ...shared,
  path: path('complete'),
  summary: 'Ends the service and says what it costs (完结); WeChat then collects the money by itself',
  body: completeBody,
  handler: (deps) => (input) => ask(deps, input, completeOf(input.body)),
});

const cancel = keyedRoute({
  ...shared,
  path: path('cancel'),
  summary: 'Gives the order up (取消)',
  body: cancelBody,
  handler: (deps) => (input) => ask(deps, input, { type: 'cancel', ...input.body }),
});

const modify = keyedRoute({
  ...shared,
  path: path('modify'),
  summary: 'Lowers what is still to be paid (修改金额)',
  body: modifyBody,
  handler: (deps) => (input) => ask(deps, input, modifyOf(input.body)),
});

const sync = keyedRoute({
  ...shared,
  path: path('sync'),
  summary: 'Says that it was paid outside WeChat (同步), which ends the deduction',
  body: syncBody,
  handler: (deps) => (input) => ask(deps, input, { type: 'sync', ...input.body }),
});

export const payscoreMoveRoutes = [complete, cancel, modify, sync];
