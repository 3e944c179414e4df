import type { Instant } from '../kernel/instant.ts';
import type { PayscoreOrderDecider } from './decider.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreAsk, PayscoreOrder } from './payscore-order.ts';

export const evolve: PayscoreOrderDecider['evolve'] = (order, event) => {
  if (event.type === 'PayscoreOrderRequested') return requested(event);
  if (order === undefined) throw new Error(`${event.type} without an order`);
  return { ...changed(order, event), version: order.version + 1 };
};

const requested = ({
  terms,
  body,
  by,
  at,
}: Extract<PayscoreOrderEvent, { type: 'PayscoreOrderRequested' }>): PayscoreOrder => ({
  no: terms.no,
  terms,
  body,
  status: 'requested',
  asked: freshAsk({ wish: { type: 'create' }, body, by, at }),
  taken: {},
  requestedAt: at,
  looks: 0,
  movedAt: at,
  version: 1,
  fence: 0,
});

const changed = (
  order: PayscoreOrder,
  event: Exclude<PayscoreOrderEvent, { type: 'PayscoreOrderRequested' }>,
): PayscoreOrder => {
  const { asked } = order;
  switch (event.type) {
    case 'PayscoreAsked':
      return {
        ...calm(order),
        status: order.status === 'refused' ? 'requested' : order.status,
        asked: freshAsk(event),
      };
    case 'PayscoreAttemptBegun': {
      if (asked === undefined) return order;
      const { notBefore: _, refusal: __, ...rest } = asked;
      const attempts = asked.attempts + 1;
      return { ...order, asked: { ...rest, status: 'unknown', attempts, lastAttemptAt: event.at, queries: 0 } };
    }
    case 'PayscoreUnsettled':
      return { ...looked(order), why: event.reason };
    case 'PayscoreDoubted': {
      const { code, words } = event;
      return { ...order, ...withAsk(order, (open) => ({ ...open, refusal: { code, words } })), why: code };
    }
    case 'PayscorePostponed':
      return withAsk(order, (open) => ({ ...open, status: 'asked', attempts: 0, notBefore: event.until }));
    case 'PayscoreNotTaken':
      return { ...withAsk(looked(order), (open) => ({ ...open, status: 'asked' })), why: 'not-taken' };
    case 'PayscoreTaken':
      return asked === undefined ? order : { ...closed(order), taken: { ...order.taken, ...takenOf(asked) } };
    case 'PayscoreRefused': {
      const { of: call, code, words, at } = event;
      const status = order.status === 'requested' && call === 'create' ? 'refused' : order.status;
      return { ...closed(order), status, refused: { call, code, words, at } };
    }
    case 'PayscoreMoved': {
      const { to, said, at, orderId = order.orderId, openid = order.openid } = event;
      return {
        ...calm(order),
        status: to,
        said,
        answeredAt: newest(order, at),
        looks: 0,
        movedAt: order.status === to ? order.movedAt : at,
        ...(orderId === undefined ? {} : { orderId }),
        ...(openid === undefined ? {} : { openid }),
      };
    }
    case 'PayscoreUnchanged':
      return { ...calm(order), looks: order.looks + 1, answeredAt: newest(order, event.at) };
    case 'PayscorePackageGiven':
      return { ...order, package: { text: event.package, at: event.at } };
    case 'PayscorePaidTwice': {
      const { transactionId, amount } = event;
      return { ...order, paidTwice: { transactionId, amount } };
    }
  }
};

/** What a notice led to may be stored behind an answer that was asked for later. */
const newest = ({ answeredAt }: PayscoreOrder, at: Instant): Instant =>
  answeredAt !== undefined && answeredAt > at ? answeredAt : at;
const freshAsk = ({
  wish,
  body,
  by,
  at,
}: Pick<Extract<PayscoreOrderEvent, { type: 'PayscoreAsked' }>, 'wish' | 'body' | 'by' | 'at'>): PayscoreAsk => ({
  wish,
  body,
  status: 'asked',
  by,
  askedAt: at,
  attempts: 0,
  queries: 0,
});
const withAsk = (order: PayscoreOrder, change: (asked: PayscoreAsk) => PayscoreAsk): PayscoreOrder =>
  order.asked === undefined ? order : { ...order, asked: change(order.asked) };
/** One more look that told nothing new: of the open call, or of the order. */
const looked = (order: PayscoreOrder): PayscoreOrder =>
  order.asked === undefined
    ? { ...order, looks: order.looks + 1 }
    : withAsk(order, (open) => ({ ...open, queries: open.queries + 1 }));
const calm = (order: PayscoreOrder): PayscoreOrder => {
  const { why: _, ...rest } = order;
  return rest;
};
const closed = (order: PayscoreOrder): PayscoreOrder => {
  const { asked: _, ...rest } = calm(order);
  return rest;
};
const takenOf = ({ wish, by, askedAt, lastAttemptAt }: PayscoreAsk): PayscoreOrder['taken'] => {
  const rest = { by, askedAt, ...(lastAttemptAt === undefined ? {} : { sentAt: lastAttemptAt }) };
  switch (wish.type) {
    case 'create':
      return { create: { wish, ...rest } };
    case 'complete':
      return { complete: { wish, ...rest } };
    case 'cancel':
      return { cancel: { wish, ...rest } };
    case 'modify':
      return { modify: { wish, ...rest } };
    case 'sync':
      return { sync: { wish, ...rest } };
  }
};
