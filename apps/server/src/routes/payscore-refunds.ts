import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import { shapeWrong } from '../problem/refusal.ts';
import { fen, refundNo } from '../shape/kernel-shapes.ts';
import { text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { orderNo } from '../shape/payscore-shapes.ts';
import { RefundView, refundView } from '../views/refund-view.ts';
import { keyedRoute } from './keyed-route.ts';
import { payscoreOf } from './payscore-of.ts';
import { refundNoOf } from './refund-no.ts';
import { ok, type Result } from './route.ts';

const request = keyedRoute({
  method: 'POST',
  path: '/v1/payscore/orders/{orderNo}/refunds',
  roles: operators,
  summary:
    'Gives back what WeChat collected for a Pay Score order, or a part of it; the same refundNo again is the same refund',
  params: object({ orderNo }),
  body: object({ amountFen: fen, reason: text(80, 'WeChat shows it to the payer') }, { refundNo }),
  answer: { status: 200, shape: RefundView },
  handler:
    (deps) =>
    ({ principal, requestId, params, body, once }) => {
      if (body.amountFen < 1) return TE.left(shapeWrong('amountFen', 'at least 1'));
      const asked = once(refundView);
      const { name: by } = principal;
      const { reason, amountFen: amount } = body;
      return pipe(
        TE.fromEither(payscoreOf(deps, principal)),
        TE.flatMap(({ payscore }) =>
          pipe(
            payscore.refundOrder(
              params.orderNo,
              { refundNo: body.refundNo ?? refundNoOf(asked.key), amount, reason, by },
              asked,
            ),
            TE.map((refund): Result => {
              const names = { orderNo: params.orderNo, refundNo: refund.no };
              deps.logger.info('operator move', { requestId, operation: 'Refund', holder: by, ...names });
              return ok(refundView(refund));
            }),
          ),
        ),
      );
    },
});

export const payscoreRefundRoutes = [request];
