import type {
  Fen,
  PayscoreAnswer,
  PayscorePayment,
  PayscoreReading,
  PayscoreWish,
  WechatPayscore,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Mutant } from './mutant.ts';

type Send = WechatPayscore['send'];
type Orders = (right: WechatPayscore, now: () => number) => Partial<WechatPayscore>;

const mutant = (name: string, noticedBy: readonly string[], wrong: Orders): Mutant => ({
  name,
  noticedBy,
  ports: (ports, { clock }) =>
    ports.payscore === undefined
      ? ports
      : {
          ...ports,
          payscore: {
            ...ports.payscore,
            orders: { ...ports.payscore.orders, ...wrong(ports.payscore.orders, clock.now) },
          },
        },
});
/** Another wish is written than was wished for. */
const writes = (name: string, noticedBy: readonly string[], wrong: (wish: PayscoreWish) => PayscoreWish): Mutant =>
  mutant(name, noticedBy, ({ prepare }) => ({ prepare: (wish) => prepare(wrong(wish)) }));
/** What WeChat shows is read as something else. */
const reads = (
  name: string,
  noticedBy: readonly string[],
  wrong: (order: PayscoreReading) => PayscoreReading,
): Mutant => {
  const misread = (answer: PayscoreAnswer): PayscoreAnswer =>
    answer.type === 'PayscoreShown' ? { ...answer, order: wrong(answer.order) } : answer;
  return mutant(name, noticedBy, ({ query, send }) => ({
    query: (order) => pipe(query(order), TE.map(misread)),
    send: (order, call, body) => pipe(send(order, call, body), TE.map(misread)),
  }));
};
/** The bytes are made anew from the clock when they leave. */
const rebuilds = (name: string, call: Parameters<Send>[1], wrong: (body: Body, second: string) => Body): Mutant =>
  mutant(name, ['INV-75'], ({ send }, now) => ({
    send: (order, made, body) =>
      send(order, made, made === call ? JSON.stringify(wrong(JSON.parse(body) as Body, secondOf(now()))) : body),
  }));
type Body = Readonly<Record<string, unknown>>;
const secondOf = (ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' })
    .format(ms)
    .replaceAll(/\D/gu, '');

const times =
  (factor: (payment: PayscorePayment) => number) =>
  (payment: PayscorePayment): PayscorePayment => ({
    ...payment,
    amount: ((payment.amount ?? 0) * factor(payment)) as Fen,
  });
const paid = (order: PayscoreReading): PayscoreReading =>
  order.collection === undefined
    ? order
    : {
        ...order,
        collection: { ...order.collection, state: 'user-paid', paying: 0 as Fen, paid: order.collection.total },
      };
const collected = ({ state, orderId, openid }: PayscoreReading, total: number): PayscoreReading => ({
  state,
  total: total as Fen,
  ...(orderId !== undefined && { orderId }),
  ...(openid !== undefined && { openid }),
});

/** Wrong thoughts about service orders (`simulation.md` §3.9). */
export const mutantsOfPayscore: readonly Mutant[] = [
  writes('the total multiplies count', ['INV-71'], (wish) =>
    wish.type === 'complete' ? { ...wish, payments: wish.payments.map(times(({ count = 1 }) => count)) } : wish,
  ),
  writes('modify upward', ['INV-76'], (wish) =>
    wish.type === 'modify'
      ? { ...wish, payments: wish.payments.map(times(() => 5)), total: (wish.total * 5) as Fen }
      : wish,
  ),
  writes('a total above the cap', ['INV-72'], (wish) =>
    wish.type === 'complete'
      ? { ...wish, payments: wish.payments.map(times(() => 30)), total: (wish.total * 30) as Fen }
      : wish,
  ),
  writes('discounts are not taken off', ['INV-71'], (wish) =>
    wish.type === 'complete'
      ? { ...wish, discounts: [...wish.discounts, { name: '优惠', description: '优惠', amount: 1 as Fen }] }
      : wish,
  ),
  rebuilds('complete rebuilt with a new end time', 'complete', (body, end) => ({
    ...body,
    time_range: { end_time: end },
  })),
  rebuilds('cancel rebuilt with a new reason', 'cancel', (body, at) => ({ ...body, reason: `取消 ${at}` })),
  mutant('sync after paid is believed', ['INV-77', 'INV-78'], ({ send }) => ({
    send: (order, call, body) =>
      pipe(
        send(order, call, body),
        TE.map((answer) =>
          call === 'sync' && answer.type === 'PayscoreRefused'
            ? { type: 'PayscoreRefused', next: 'give-up', code: 'OK', words: '' }
            : answer,
        ),
      ),
  })),
  reads('done without a collection', ['INV-78'], (order) => (order.state === 'done' ? collected(order, 0) : order)),
  reads('awaiting is paid', ['INV-78', 'INV-98'], paid),
  mutant('no answer is a good answer', ['INV-70', 'INV-75', 'INV-78', 'INV-97', 'INV-98'], ({ send }) => ({
    send: (order, call, body) => async () => {
      const told = await send(order, call, body)();
      const inService: PayscoreReading = { state: 'doing', description: 'user-confirm' };
      return E.isLeft(told) && call === 'create' ? E.right({ type: 'PayscoreShown', order: inService }) : told;
    },
  })),
  {
    name: 'what was paid twice stays with us',
    noticedBy: ['INV-77'],
    ports: (ports) => ({
      ...ports,
      refunds: {
        ...ports.refunds,
        send: () => TE.right({ type: 'RefundRefused', code: 'NOT_ENOUGH', words: '余额不足' }),
      },
    }),
  },
  {
    name: 'nobody looks after service orders',
    noticedBy: ['INV-98'],
    ports: (ports) => ({
      ...ports,
      dueWork: {
        claim: (queue, ...rest) => (queue === 'payscoreOrder' ? TE.right([]) : ports.dueWork.claim(queue, ...rest)),
      },
    }),
  },
];
