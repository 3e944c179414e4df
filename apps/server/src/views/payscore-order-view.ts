import {
  type DomainEvent,
  later,
  type Instant,
  type PayscoreOrder,
  type PayscoreSaid,
  toRfc3339,
} from '@facepay/domain';
import { flag, list, oneOf, shownFen, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { EventView, eventView } from './event-view.ts';
import { linesView, PayscoreLines } from './payscore-lines-view.ts';

const statuses = [
  'requested',
  'created',
  'in-service',
  'awaiting-payment',
  'done',
  'revoked',
  'expired',
  'refused',
] as const;
/** Where an order stands by WeChat's last word: what a list is filtered by. */
export const payscoreStatus = oneOf(...statuses);
/** `unknown`: one of our calls is open, and nobody knows yet whether WeChat has taken it in. */
const payscoreState = oneOf('unknown', ...statuses);
const call = oneOf('create', 'complete', 'cancel', 'modify', 'sync');

const collected = object(
  { amountFen: shownFen, by: oneOf('wechat', 'merchant') },
  { paidAt: shownTime, transactionId: shownText },
);
/** The triple, as WeChat last said it in a verified body (INV-70). */
const Said = object(
  { state: oneOf('created', 'doing', 'done', 'revoked', 'expired') },
  {
    description: oneOf('user-confirm', 'mch-complete'),
    totalFen: shownFen,
    needCollection: flag,
    collection: object({
      state: oneOf('user-paying', 'user-paid'),
      totalFen: shownFen,
      payingFen: shownFen,
      paidFen: shownFen,
      details: list(collected),
    }),
  },
);
const members = {
  required: {
    orderNo: shownText,
    state: payscoreState,
    /** By the collection part of a verified body, and by nothing else (INV-78). */
    paid: flag,
    needsConfirm: flag,
    introduction: shownText,
    riskFund: object({ name: shownText, amountFen: shownFen }),
    times: object({ start: shownText }, { end: shownText }),
    ...PayscoreLines,
    requestedAt: shownTime,
  },
  optional: {
    wechat: Said,
    /** The call that is open. */
    call: object(
      {
        type: call,
        state: oneOf('asked', 'unknown'),
        askedAt: shownTime,
        askedBy: shownText,
        attemptsTotal: shownNumber,
      },
      { notBefore: shownTime },
    ),
    refused: object({ call, code: shownText, words: shownText, at: shownTime }),
    why: shownText,
    orderId: shownText,
    openid: shownText,
    /** Opens WeChat's confirm page, until then. */
    package: object({ text: shownText, until: shownTime }),
    /** Paid outside and collected by WeChat as well: given back (INV-77). */
    paidTwice: object({ amountFen: shownFen, transactionId: shownText }),
    nextLookAt: shownTime,
  },
};
export const PayscoreOrderView = object(members.required, members.optional);
export type PayscoreOrderView = ShapeOf<typeof PayscoreOrderView>;
/** An order with every event. */
export const PayscoreOrderDetailView = object({ ...members.required, events: list(EventView) }, members.optional);

export const payscoreOrderView =
  (now: Instant, packageMs: number) =>
  (order: PayscoreOrder): PayscoreOrderView => {
    const { terms, asked, said, refused, paidTwice, dueAt, openid = terms.openid } = order;
    const { introduction, riskFund, needsConfirm } = terms;
    const { name, amount: amountFen } = riskFund;
    return {
      orderNo: order.no,
      state: asked?.status === 'unknown' ? 'unknown' : order.status,
      paid: said?.collection?.state === 'user-paid',
      needsConfirm,
      introduction,
      riskFund: { name, amountFen },
      times: timesOf(order),
      ...linesView(order),
      requestedAt: toRfc3339(order.requestedAt),
      ...(said === undefined ? {} : { wechat: saidView(said) }),
      ...(asked === undefined ? {} : { call: callView(asked) }),
      ...(refused === undefined ? {} : { refused: { ...refused, at: toRfc3339(refused.at) } }),
      ...(order.why === undefined ? {} : { why: order.why }),
      ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
      ...(openid === undefined ? {} : { openid }),
      ...packageView(order, now, packageMs),
      ...(paidTwice === undefined
        ? {}
        : { paidTwice: { amountFen: paidTwice.amount, transactionId: paidTwice.transactionId } }),
      ...(dueAt === undefined ? {} : { nextLookAt: toRfc3339(dueAt) }),
    };
  };

/** As WeChat took them in with the completion, else as the order was opened. */
const timesOf = ({ terms, taken }: PayscoreOrder): PayscoreOrderView['times'] => {
  const { start, end } = { ...terms.times, ...taken.complete?.wish.times };
  return { start, ...(end === undefined ? {} : { end }) };
};

const callView = (asked: NonNullable<PayscoreOrder['asked']>): NonNullable<PayscoreOrderView['call']> => ({
  type: asked.wish.type,
  state: asked.status,
  askedAt: toRfc3339(asked.askedAt),
  askedBy: asked.by,
  attemptsTotal: asked.attempts,
  ...(asked.notBefore === undefined ? {} : { notBefore: toRfc3339(asked.notBefore) }),
});

const saidView = ({ state, description, total, needCollection, collection }: PayscoreSaid): ShapeOf<typeof Said> => ({
  state,
  ...(description === undefined ? {} : { description }),
  ...(total === undefined ? {} : { totalFen: total }),
  ...(needCollection === undefined ? {} : { needCollection }),
  ...(collection === undefined
    ? {}
    : {
        collection: {
          state: collection.state,
          totalFen: collection.total,
          payingFen: collection.paying,
          paidFen: collection.paid,
          details: collection.details.map(({ amount, by, paidAt, transactionId }) => ({
            amountFen: amount,
            by,
            ...(paidAt === undefined ? {} : { paidAt: toRfc3339(paidAt) }),
            ...(transactionId === undefined ? {} : { transactionId }),
          })),
        },
      }),
});

/** Too old, or no use any more: not handed out (INV-79). */
const packageView = (
  { status, package: given }: PayscoreOrder,
  now: Instant,
  packageMs: number,
): Pick<PayscoreOrderView, 'package'> => {
  if (given === undefined || status !== 'created') return {};
  const until = later(given.at, packageMs);
  return now < until ? { package: { text: given.text, until: toRfc3339(until) } } : {};
};

type Told = Omit<DomainEvent, 'organization' | 'subject'>;
export const payscoreOrderDetailView = (
  view: PayscoreOrderView,
  events: readonly Told[],
): ShapeOf<typeof PayscoreOrderDetailView> => ({ ...view, events: events.map(eventView) });
