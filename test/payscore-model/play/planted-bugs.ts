import {
  type Fen,
  type PayscoreOrderRejection,
  payscoreOrderDecider,
  type PayscorePayment,
  type PayscoreReading,
  type PayscoreRule,
  type WechatPayscore,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Planted } from './player.ts';

/** A domain that asks where it should refuse so. */
const asksInsteadOf = (isWrong: (rejection: PayscoreOrderRejection) => boolean): Planted => ({
  decide: (command, order) =>
    pipe(
      payscoreOrderDecider.decide(command, order),
      E.orElse((rejection) => {
        if (command.type !== 'AskPayscore' || !isWrong(rejection)) return E.left(rejection);
        const { wish, body, by, at } = command;
        return E.right([{ type: 'PayscoreAsked' as const, wish, body, by, at }]);
      }),
    ),
});
const breaks = (rule: PayscoreRule): Planted =>
  asksInsteadOf((it) => it.type === 'PayscoreInvalid' && it.rule === rule);

/** Another adapter in its place. */
const adapter = (wrong: (right: WechatPayscore) => Partial<WechatPayscore>): Planted => ({
  side: (side) => ({
    ...side,
    payscore: (confirms) => ({ ...side.payscore(confirms), ...wrong(side.payscore(confirms)) }),
  }),
});
const multiplied = ({ count = 1, amount = 0 as Fen, ...rest }: PayscorePayment): PayscorePayment => ({
  ...rest,
  count,
  amount: (amount * count) as Fen,
});
const withoutCollection = ({ collection: _lost, ...rest }: PayscoreReading): PayscoreReading => rest;

/** Wrong thoughts about service orders; the model must notice each (`simulation.md` §3.9). */
export const plantedBugs: Readonly<Record<string, Planted>> = {
  'the total multiplies count': adapter(({ prepare }) => ({
    prepare: (wish) => prepare(wish.type === 'complete' ? { ...wish, payments: wish.payments.map(multiplied) } : wish),
  })),
  'done without collection': adapter(({ query }) => ({
    query: (order) =>
      pipe(
        query(order),
        TE.map((told) => (told.type === 'PayscoreShown' ? { ...told, order: withoutCollection(told.order) } : told)),
      ),
  })),
  'modify upward': breaks('total-lower'),
  'complete rebuilt with a new end time': asksInsteadOf(
    (it) => it.type === 'PayscoreAskedOtherwise' && it.call === 'complete',
  ),
  'sync after paid': asksInsteadOf((it) => it.type === 'PayscoreNotNow' && it.call === 'sync' && it.status === 'done'),
  'cancelled again for another reason': asksInsteadOf(
    (it) => it.type === 'PayscoreAskedOtherwise' && it.call === 'cancel',
  ),
  'completed before the user confirmed': asksInsteadOf(
    (it) => it.type === 'PayscoreNotNow' && it.call === 'complete' && it.status === 'created',
  ),
  'the bound of a deposit is not looked at': breaks('total-risk-amount'),
  'the sum is not looked at': breaks('total-sum'),
  'an end in the future': breaks('end-in-future'),
  'another precision': breaks('time-precision'),
  'paid in the future': breaks('paid-time-range'),
};
