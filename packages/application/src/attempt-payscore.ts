import {
  type Change,
  type Instant,
  msBetween,
  type PayscoreAnswer,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  type PayscoreOrderRejection,
  payscoreScope,
  ref,
  second,
  type StoreFailure,
  type WechatFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { giveBackPaidTwice, payscoreRefs } from './give-back-paid-twice.ts';
import { advancePayscore, payscoreChange, type PayscoreDependencies, payscoreWrites } from './payscore-step.ts';

export type AttemptFailure = LeaseLost | PayscoreOrderRejection | StoreFailure;
type Step = TE.TaskEither<AttemptFailure, PayscoreOrder>;

/**
 * What the holder of the lease does next: sends the stored bytes of the open call, or asks how the order stands. The attempt is
 * stored as "unknown" before it leaves, so a crash between any two steps ends in a question (INV-8, INV-75).
 */
export const attemptPayscore =
  (deps: PayscoreDependencies) =>
  (seen: PayscoreOrder, fence: number): Step =>
    seen.asked?.status === 'asked'
      ? pipe(
          begin(deps, seen, fence),
          TE.flatMap((begun) => sendAndRecord(deps, begun, fence)),
        )
      : queryAndRecord(deps, seen, fence);

const begin = (deps: PayscoreDependencies, seen: PayscoreOrder, fence: number): Step => {
  const at = deps.clock.now();
  return deps.storage.transact({
    organization: payscoreScope,
    read: { order: ref('payscoreOrder', seen.no) },
    decide: ({ order }): E.Either<AttemptFailure, Change<PayscoreOrder>> => {
      if (order === undefined || order.fence !== fence) return E.left({ type: 'LeaseLost' });
      if (order.asked?.status === 'unknown' && order.asked.lastAttemptAt === at)
        return E.right({ writes: [], events: [], result: order }); // our own earlier run
      return pipe(
        advancePayscore(order, [{ type: 'BeginPayscoreAttempt', at }]),
        E.map((begun) => payscoreWrites({ ...begun, order: begun.order ?? order }, at)),
      );
    },
  });
};

const sendAndRecord =
  (deps: PayscoreDependencies, begun: PayscoreOrder, fence: number): Step =>
  async () => {
    const { asked } = begun;
    if (asked === undefined) return E.right(begun);
    const at = deps.clock.now();
    // Whoever stood still since then must not send: another may have proven that nothing was on its way (INV-12).
    if (msBetween(asked.lastAttemptAt ?? at, at) > sendWithinMs) return TE.left({ type: 'LeaseLost' } as const)();
    const told = await deps.payscore.orders.send(begun, asked.wish.type, asked.body)();
    const heard = commandFor(deps, 'send', told, at);
    const queryAt = deps.clock.now();
    const then =
      E.isRight(told) && leavesOpen(told.right)
        ? [commandFor(deps, 'query', await deps.payscore.orders.query(begun)(), queryAt)]
        : [];
    return record(deps, begun, fence, [heard, ...then])();
  };

/** So long after it was stored an attempt may leave; it counts as unknown from the first. */
const sendWithinMs = 10 * second;

/** A partner's 204 says "taken in" and no more, and some refusals that the order stands otherwise: it is asked for at once. */
const leavesOpen = (answer: PayscoreAnswer): boolean =>
  answer.type === 'PayscoreAccepted' || (answer.type === 'PayscoreRefused' && answer.next === 'query');

const queryAndRecord =
  (deps: PayscoreDependencies, seen: PayscoreOrder, fence: number): Step =>
  async () => {
    const at = deps.clock.now();
    const told = await deps.payscore.orders.query(seen)();
    return record(deps, seen, fence, [commandFor(deps, 'query', told, at)])();
  };

/** Only the holder of the lease may store it (INV-16); one that lost it loses nothing, the next one asks WeChat. */
const record = (
  deps: PayscoreDependencies,
  { no }: PayscoreOrder,
  fence: number,
  commands: readonly PayscoreOrderCommand[],
): Step => {
  const now = deps.clock.now();
  return deps.storage.transact({
    organization: payscoreScope,
    read: payscoreRefs(no),
    decide: (found): E.Either<AttemptFailure, Change<PayscoreOrder>> => {
      const { order } = found;
      if (order === undefined || order.fence !== fence) return E.left({ type: 'LeaseLost' });
      if (order.leaseUntil === undefined) return E.right({ writes: [], events: [], result: order }); // our own earlier run
      return pipe(
        advancePayscore(order, commands),
        E.map((advanced) => {
          const moved = { ...advanced, order: advanced.order ?? order };
          const change = payscoreChange(moved, now, deps.payscore.policy);
          const back = giveBackPaidTwice(deps, found, moved, now);
          return {
            ...change,
            writes: [...change.writes, ...back.writes],
            events: [...change.events, ...back.events],
          };
        }),
      );
    },
  });
};

const commandFor = (
  { payscore: { policy: rules }, clock }: PayscoreDependencies,
  asked: 'send' | 'query',
  told: E.Either<WechatFailure, PayscoreAnswer>,
  at: Instant,
): PayscoreOrderCommand => {
  if (E.isLeft(told)) return { type: 'LosePayscoreAnswer', reason: told.left.reason, at: clock.now(), rules }; // proves nothing (INV-9)
  return { type: asked === 'send' ? 'RecordPayscoreAnswer' : 'RecordPayscoreQuery', answer: told.right, at, rules };
};
