import type { PayscoreAnswer, PayscoreCall, PayscoreRef, WechatFailure, WechatPayscore } from '@facepay/domain';
import { PayscoreCancelBody, payscorePaths, PayscoreOrderBody, utf8 } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { unknown } from './failure.ts';
import { toPayscoreBody } from './payscore-body.ts';
import { toPayscoreReading } from './payscore-reading.ts';
import { answerToRefusedPayscore, answerToRefusedPayscoreQuery } from './payscore-refusals.ts';
import { foreignMembers, type PayscoreOwner, type PayscoreSettings } from './payscore-settings.ts';
import { mismatch, readBody } from './read-body.ts';

/** 支付分服务订单 (`payscore-wire.md` §4, §5), as a direct merchant or as a provider. */
export const createHttpWechatPayscore = (client: WechatClient, settings: PayscoreSettings): WechatPayscore => ({
  prepare: toPayscoreBody(settings),
  send: (order, call, body) =>
    pipe(
      client.call({ method: 'POST', target: targetOf(settings, order, call), body: utf8(body) }),
      TE.flatMapEither((answer): Reading => {
        if (answer.type === 'Refused') return answerToRefusedPayscore(answer);
        return saysNothing(answer, call) ? E.right({ type: 'PayscoreAccepted' }) : taken(settings, order, call, answer);
      }),
    ),
  query: (order) =>
    pipe(
      client.call({ method: 'GET', target: queryOf(settings, order) }),
      TE.flatMapEither((answer) =>
        answer.type === 'Refused' ? answerToRefusedPayscoreQuery(answer) : shown(settings, order, answer),
      ),
    ),
});

type Succeeded = Extract<WechatAnswer, { type: 'Succeeded' }>;
type Reading = E.Either<WechatFailure, PayscoreAnswer>;

const targetOf = ({ party }: PayscoreSettings, { no }: PayscoreRef, call: PayscoreCall): string =>
  call === 'create' ? payscorePaths.orders(party.mode) : payscorePaths.order(party.mode, no, call);

/** A partner's query carries `sub_mchid` and no `appid`. */
const queryOf = ({ appid, serviceId: service_id, party }: PayscoreSettings, { no }: PayscoreRef): string =>
  payscorePaths.orderBy(party.mode, {
    service_id,
    out_order_no: no,
    ...(party.mode === 'direct' ? { appid } : { sub_mchid: party.subMchid }),
  });

/** 204: taken in, and not a word on how the order stands. A create is always answered by the order. */
const saysNothing = ({ trace }: Succeeded, call: PayscoreCall): boolean =>
  call !== 'create' && trace.httpStatus === 204;

const taken = (settings: PayscoreSettings, order: PayscoreRef, call: PayscoreCall, answer: Succeeded): Reading => {
  if (call === 'cancel')
    return pipe(
      readBody(PayscoreCancelBody)(answer),
      E.flatMap((body) => ours(settings, order, body, answer)),
      E.map((): PayscoreAnswer => ({ type: 'PayscoreAccepted' })),
    );
  return shown(settings, order, answer);
};

const shown = (settings: PayscoreSettings, order: PayscoreRef, answer: Succeeded): Reading =>
  pipe(
    readBody(PayscoreOrderBody)(answer),
    E.flatMap((body) => ours(settings, order, body, answer)),
    E.flatMap((body) =>
      pipe(
        toPayscoreReading(body),
        E.mapLeft((why) => unknown(why, answer.trace)),
      ),
    ),
    E.map((reading): PayscoreAnswer => ({ type: 'PayscoreShown', order: reading })),
  );

/** A body that speaks of another order, service or merchant is not believed. */
const ours = <Body extends PayscoreOwner & { readonly out_order_no: string; readonly order_id?: string | undefined }>(
  settings: PayscoreSettings,
  { no, orderId }: PayscoreRef,
  body: Body,
  { trace }: Succeeded,
): E.Either<WechatFailure, Body> => {
  const differing = [
    ...foreignMembers(settings, body),
    ...(body.out_order_no === no ? [] : ['out_order_no']),
    ...(orderId === undefined || (body.order_id ?? orderId) === orderId ? [] : ['order_id']),
  ];
  return differing.length > 0 ? E.left(mismatch(trace, differing)) : E.right(body);
};
