import {
  Fen,
  Instant,
  notUnderstoodMark,
  Openid,
  type PayscoreCollected,
  type PayscoreCollection,
  type PayscoreReading,
  type PayscoreState,
} from '@facepay/domain';
import {
  type PayscoreCollection as CollectionBody,
  type PayscoreOrderBody,
  readCompactTime,
} from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * What a verified body says of an order; left: why it is not understood. Whose order it is has been checked before. The
 * description counts while doing only: the documents print one elsewhere by mistake (`payscore-wire.md` §4.1).
 */
export const toPayscoreReading = (body: PayscoreOrderBody): E.Either<string, PayscoreReading> => {
  const state = states.get(body.state);
  if (state === undefined) return notUnderstood(`state ${body.state}`);
  const description = state === 'doing' ? (body.state_description ?? '') : '';
  if (description !== '' && description !== 'USER_CONFIRM' && description !== 'MCH_COMPLETE')
    return notUnderstood(`state_description ${description}`);
  const openid = Openid.of(body.openid ?? '');
  return pipe(
    toCollection(body.collection),
    E.map((collection) => ({
      state,
      ...(description !== '' && {
        description: description === 'USER_CONFIRM' ? ('user-confirm' as const) : ('mch-complete' as const),
      }),
      ...(collection !== undefined && { collection }),
      ...(body.total_amount !== undefined && { total: fenOf(body.total_amount) }),
      ...(body.need_collection !== undefined && { needCollection: body.need_collection }),
      ...(hasText(body.order_id) && { orderId: body.order_id }),
      ...(E.isRight(openid) && { openid: openid.right }),
      ...(hasText(body.package) && { package: body.package }),
    })),
  );
};

const states: ReadonlyMap<string, PayscoreState> = new Map([
  ['CREATED', 'created'],
  ['DOING', 'doing'],
  ['DONE', 'done'],
  ['REVOKED', 'revoked'],
  ['EXPIRED', 'expired'],
]);

/** Sums that contradict themselves did not decode (INV-78). */
const toCollection = (body: CollectionBody | undefined): E.Either<string, PayscoreCollection | undefined> => {
  if (body === undefined) return E.right(undefined);
  if (body.state !== 'USER_PAYING' && body.state !== 'USER_PAID')
    return notUnderstood(`collection.state ${body.state}`);
  const details: PayscoreCollected[] = [];
  for (const detail of body.details ?? []) {
    const { paid_type: channel, transaction_id: transactionId } = detail;
    if (!hasText(channel)) continue; // a row without a channel tells of no collection
    if (channel !== 'NEWTON' && channel !== 'MCH') return notUnderstood(`paid_type ${channel}`);
    const paid = readCompactTime(detail.paid_time ?? '');
    details.push({
      amount: fenOf(detail.amount ?? 0),
      by: channel === 'NEWTON' ? 'wechat' : 'merchant',
      ...(paid !== undefined && { paidAt: Instant.of(paid.ms) }),
      ...(hasText(transactionId) && { transactionId }),
    });
  }
  return E.right({
    state: body.state === 'USER_PAID' ? 'user-paid' : 'user-paying',
    total: fenOf(body.total_amount),
    paying: fenOf(body.paying_amount),
    paid: fenOf(body.paid_amount),
    details,
  });
};

const hasText = (text: string | undefined): text is string => text !== undefined && text !== '';
const notUnderstood = (word: string): E.Either<string, never> => E.left(`${notUnderstoodMark}${word}`.slice(0, 64));
/** Of an amount that the codec has read: whole fen already. */
const fenOf = (amount: number): Fen => {
  const fen = Fen.of(amount);
  if (E.isLeft(fen)) throw new RangeError(`not fen: ${amount}`);
  return fen.right;
};
