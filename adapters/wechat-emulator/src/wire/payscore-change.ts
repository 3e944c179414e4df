import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import type { PayscoreMode } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { PayscoreOrder } from '../money-truth/payscore-order.ts';
import { type PayscoreRefusal, refusals } from '../money-truth/payscore-refusal.ts';
import type { PayscoreSettings } from '../payscore-settings.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { partyOf } from './payscore-party.ts';
import { readPayscoreRequest } from './payscore-request.ts';

/** What every call on an order says. */
interface ChangeMembers {
  readonly appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly service_id?: string | undefined;
}

interface ChangeFacts<A> {
  readonly body: A;
  readonly order: PayscoreOrder;
  readonly canonical: string;
  readonly now: number;
  readonly settings: PayscoreSettings;
  readonly engine: Engine;
}

export interface Change<A> {
  readonly codecs: Readonly<Record<PayscoreMode, t.Decoder<unknown, A>>>;
  readonly decide: (facts: ChangeFacts<A>) => E.Either<PayscoreRefusal, PayscoreOrder>;
  /** Of direct mode; a partner gets 204 without a body and asks (`payscore-wire.md` §5). Undefined: 204 in either mode. */
  readonly body?: (order: PayscoreOrder, settings: PayscoreSettings) => object;
  /** Direct merchants leave `appid` out too. */
  readonly withoutAppid?: true;
}

/** A call on one order: `POST /v3/payscore[/partner]/serviceorder/{out_order_no}/…`. */
export const changePayscoreFace =
  <A extends ChangeMembers>(change: Change<A>) =>
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ params: [outOrderNo = ''], body: bytes }) =>
    pipe(
      readPayscoreRequest(change.codecs[mode], bytes),
      E.flatMap(({ body, canonical }) =>
        pipe(
          partyOf(engine, mode, change.withoutAppid ? { ...body, appid: engine.keyRoom.keys().appid } : body),
          E.flatMap((party) => found(engine.payscore.find(party, outOrderNo), body.service_id)),
          E.flatMap((order) => {
            const { clock, settings } = engine;
            return change.decide({ body, order, canonical, now: clock.now(), settings, engine });
          }),
          E.mapLeft(refusedAnswer),
        ),
      ),
      E.match(
        (refusal) => refusal,
        (order) => {
          engine.payscore.keep(order);
          return change.body === undefined || mode === 'partner'
            ? { status: 204 }
            : { status: 200, body: change.body(order, engine.settings) };
        },
      ),
    );

/** An order of another service is none of this one's. */
const found = (
  order: PayscoreOrder | undefined,
  serviceId: string | undefined,
): E.Either<PayscoreRefusal, PayscoreOrder> =>
  order === undefined || (serviceId !== undefined && serviceId !== order.serviceId)
    ? E.left(refusals.orderNotExist)
    : E.right(order);
