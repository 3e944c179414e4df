import {
  type CancelWish,
  type Change,
  type CompleteWish,
  later,
  type ModifyWish,
  type PayscoreCall,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  type PayscoreOrderNo,
  type PayscoreOrderRejection,
  payscoreScope,
  type PayscoreWish,
  ref,
  sameWish,
  second,
  type StoreFailure,
  type SyncWish,
  type WechatFailure,
  type Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { answerLater } from './answer-later.ts';
import { type AnsweredBefore, type KeyUsedOtherwise, type Once, onlyOnce } from './answer-once.ts';
import { attemptPayscore } from './attempt-payscore.ts';
import { advancePayscore, type PayscoreDependencies, payscoreWrites } from './payscore-step.ts';

export type AskFailure =
  | PayscoreOrderRejection
  | AnsweredBefore
  | KeyUsedOtherwise
  | StoreFailure
  | Extract<WechatFailure, { type: 'WechatRefused' }>;
/** What is asked of an order, as it is found. */
type CommandsFor = (order: PayscoreOrder | undefined) => readonly PayscoreOrderCommand[];

/** 完结, 取消, 修改, 同步 of a known order: judged here first, so that an illegal call makes no request (INV-70). */
export const askPayscoreOrder =
  (deps: PayscoreDependencies) =>
  (
    no: PayscoreOrderNo,
    wish: CompleteWish | CancelWish | ModifyWish | SyncWish,
    by: string,
    asked: Once<PayscoreOrder>,
  ): TE.TaskEither<AskFailure, PayscoreOrder> => {
    const at = deps.clock.now();
    const rules = deps.payscore.policy;
    const body = deps.payscore.orders.prepare(wish);
    return storeAndTry(deps)(no, wish.type, asked, () => [{ type: 'AskPayscore', wish, body, by, at, rules }], wish);
  };

/**
 * Stores the intent, then tries it at once under a lease of its own. Whatever happens to the try, the worker goes on with the
 * stored bytes; who asked hears how far it has come, and of WeChat's own refusal as one.
 */
export const storeAndTry =
  (deps: PayscoreDependencies) =>
  (
    no: PayscoreOrderNo,
    call: PayscoreCall,
    asked: Once<PayscoreOrder>,
    commandsFor: CommandsFor,
    wish?: PayscoreWish,
  ): TE.TaskEither<AskFailure, PayscoreOrder> => {
    const look = pipe(
      deps.reads.find(payscoreScope, ref('payscoreOrder', no)),
      TE.flatMap((order): TE.TaskEither<AskFailure, PayscoreOrder> =>
        order === undefined
          ? TE.left({ type: 'PayscoreOrderUnknown' })
          : pipe(TE.fromEither(unlessRefused(call)(order)), TE.flatMapEither(unlessAnother(wish))),
      ),
    );
    return answerLater(deps)<PayscoreOrder, AskFailure>(
      payscoreScope,
      asked,
      (once) =>
        pipe(
          deps.storage.transact(onlyOnce(intentWork(deps, no, commandsFor), once, deps.clock.now())),
          TE.flatMap(({ order, isNew }): TE.TaskEither<AskFailure, PayscoreOrder> =>
            isNew
              ? pipe(
                  attemptPayscore(deps)(order, order.fence),
                  TE.flatMapEither(unlessRefused(call)),
                  TE.orElse((failure): TE.TaskEither<AskFailure, PayscoreOrder> =>
                    failure.type === 'WechatRefused' ? TE.left(failure) : look,
                  ),
                )
              : TE.right(order),
          ),
        ),
      look,
    );
  };

interface Intent {
  readonly order: PayscoreOrder;
  readonly isNew: boolean;
}
type OrderRef = ReturnType<typeof orderRef>;
const orderRef = (no: PayscoreOrderNo) => ({ order: ref('payscoreOrder', no) });

/** Longer than a request and the query after it may take. */
const leaseMs = 30 * second;

const intentWork = (
  deps: PayscoreDependencies,
  no: PayscoreOrderNo,
  commandsFor: CommandsFor,
): Work<OrderRef, PayscoreOrderRejection, Intent> => {
  const now = deps.clock.now();
  return {
    organization: payscoreScope,
    read: orderRef(no),
    decide: ({ order: before }): E.Either<PayscoreOrderRejection, Change<Intent>> =>
      pipe(
        advancePayscore(before, commandsFor(before)),
        E.flatMap(({ order, events }): E.Either<PayscoreOrderRejection, Change<Intent>> => {
          if (order === undefined) return E.left({ type: 'PayscoreOrderUnknown' });
          if (events.length === 0) return E.right({ writes: [], events: [], result: { order, isNew: false } });
          const held = { ...order, fence: order.fence + 1, dueAt: now, leaseUntil: later(now, leaseMs) };
          return E.right({ ...payscoreWrites({ order: held, events }, now), result: { order: held, isNew: true } });
        }),
      ),
  };
};

/** WeChat's verified no to this very call: nothing was taken in. */
const unlessRefused =
  (call: PayscoreCall) =>
  (order: PayscoreOrder): E.Either<Extract<WechatFailure, { type: 'WechatRefused' }>, PayscoreOrder> => {
    const { refused, asked, taken } = order;
    if (asked !== undefined || refused === undefined || refused.call !== call) return E.right(order);
    if ((taken[call]?.askedAt ?? 0) >= refused.at) return E.right(order); // another one since
    const { code, words } = refused;
    return E.left({ type: 'WechatRefused', reason: `${code}: ${words}`, trace: { code, message: words } });
  };

/** Since a call was refused, another one of its kind may have been taken in: that is no answer to the first (INV-97). */
const unlessAnother =
  (wish: PayscoreWish | undefined) =>
  (order: PayscoreOrder): E.Either<PayscoreOrderRejection, PayscoreOrder> => {
    if (wish === undefined) return E.right(order);
    const { asked, taken } = order;
    const of = asked?.wish.type === wish.type ? asked : taken[wish.type];
    return of === undefined || sameWish(of.wish, wish)
      ? E.right(order)
      : E.left({ type: 'PayscoreAskedOtherwise', call: wish.type });
  };
