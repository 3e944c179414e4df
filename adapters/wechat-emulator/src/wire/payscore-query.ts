import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { PayscoreMode } from '@facepay/wechat-protocol';
import { outOfRange, type PayscoreRefusal, refusals } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { payscoreBody } from './payscore-body.ts';
import { partyOf } from './payscore-party.ts';

const member = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

const keyFault = (query: URLSearchParams): PayscoreRefusal | undefined => {
  if (member(query, 'service_id') === undefined) return outOfRange('service_id');
  const keys = ['out_order_no', 'query_id'].filter((name) => query.has(name));
  return keys.length === 1 ? undefined : outOfRange('out_order_no');
};

/** `GET /v3/payscore[/partner]/serviceorder` (`payscore-wire.md` §4.2): by exactly one of number and query id. */
export const queryPayscoreFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  ({ query }) => {
    const fault = keyFault(query);
    if (fault !== undefined) return refusedAnswer(fault);
    return pipe(
      partyOf(engine, mode, { appid: member(query, 'appid'), sub_mchid: member(query, 'sub_mchid') }),
      E.flatMap((party) => {
        const queryId = query.get('query_id');
        const outOrderNo = query.get('out_order_no') ?? engine.world.payscore.ofQueryId(queryId ?? '')?.outOrderNo;
        const order = engine.payscore.find(party, outOrderNo ?? '');
        const meant = order?.serviceId === query.get('service_id') && (queryId === null || order.queryId === queryId);
        return order !== undefined && meant ? E.right(order) : E.left(refusals.orderNotExist);
      }),
      E.match(refusedAnswer, (order) => ({ status: 200, body: payscoreBody(order) })),
    );
  };
