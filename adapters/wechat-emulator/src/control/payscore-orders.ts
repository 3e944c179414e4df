import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Engine } from '../engine.ts';
import type { PayscoreOrder } from '../money-truth/payscore-order.ts';
import type { PayscoreRefusal } from '../money-truth/payscore-refusal.ts';
import { payscoreBody } from '../wire/payscore-body.ts';
import { type ControlAnswer, notFound, ok, refuse, taking } from './control-face.ts';
import { ConfirmBody, PayBody } from './payscore-shapes.ts';

/** Whoever's order it is; only where a number was used twice must one say whose. */
const orderOf = (engine: Engine, outOrderNo: string, subMchid: string | undefined): PayscoreOrder | undefined => {
  const found = engine.world.payscore
    .ofNumber(outOrderNo)
    .find(({ party }) => subMchid === undefined || party.subMchid === subMchid);
  return found === undefined ? undefined : engine.payscore.find(found.party, outOrderNo);
};

const answer = (decided: E.Either<PayscoreRefusal, PayscoreOrder>): ControlAnswer =>
  pipe(
    decided,
    E.match(
      ({ code, message }) => refuse(409, code, message),
      (order) => ok({ ...payscoreBody(order), ...(order.queryId !== undefined && { queryId: order.queryId }) }),
    ),
  );

/** The user confirms in the mini program; what refuses them there refuses here, and the package is used up either way. */
export const confirmPayscoreControl = taking(ConfirmBody, (engine, body, { params: [outOrderNo = ''] }) => {
  const order = orderOf(engine, outOrderNo, body.subMchid);
  return order === undefined
    ? notFound('no such order')
    : answer(engine.payscore.confirm(order, body.openid, body.package));
});

/** The user pays from the Pay Score page: whatever the script says, this money is there. */
export const payPayscoreControl = taking(
  PayBody,
  (engine, { takesMs = 0, subMchid }, { params: [outOrderNo = ''] }) => {
    if (!(Number.isSafeInteger(takesMs) && takesMs >= 0))
      return refuse(400, 'TAKES_MALFORMED', 'takesMs is a whole number, not negative');
    const order = orderOf(engine, outOrderNo, subMchid);
    return order === undefined ? notFound('no such order') : answer(engine.payscore.charge(order, 'user', takesMs));
  },
);
