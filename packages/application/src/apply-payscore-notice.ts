import {
  type Change,
  type Instant,
  type Notice,
  type NoticeSubject,
  type PayscoreOrder,
  type PayscoreOrderRejection,
  type PayscoreReading,
  payscoreScope,
  ref,
  type StoreFailure,
  type WechatFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { giveBackPaidTwice, payscoreRefs } from './give-back-paid-twice.ts';
import { finishNotice, processedMark, quarantineNotice, stillOurs } from './finish-notice.ts';
import type { NoticeDependencies } from './notice-dependencies.ts';
import { advancePayscore, payscoreChange, type PayscoreService, payscoreWrites } from './payscore-step.ts';

type OrderSubject = Extract<NoticeSubject, { type: 'PayscoreOrder' }>;
type Failure = LeaseLost | PayscoreOrderRejection | StoreFailure | WechatFailure;

/**
 * PAYSCORE.USER_CONFIRM and USER_PAID (`payscore-wire.md` §11): held against ours first, then asked for. The notice itself pays
 * nothing and makes no order; in which order they come does not matter (INV-46, INV-52, INV-78, INV-80).
 */
export const applyPayscoreNotice =
  (deps: NoticeDependencies) =>
  (notice: Notice, fence: number, { no, claim }: OrderSubject): TE.TaskEither<Failure, void> => {
    const { payscore } = deps;
    if (payscore === undefined) return finishNotice(deps)(notice, fence, 'ignored');
    return pipe(
      deps.reads.find(payscoreScope, ref('payscoreOrder', no)),
      TE.flatMap((seen): TE.TaskEither<Failure, void> => {
        if (seen === undefined) return quarantineNotice(deps)(notice, fence, 'unknown-payscore-order');
        // Nothing that we asked for comes to so much: kept apart, and WeChat is asked all the same (INV-46). 0 is no claim.
        if (claim.totalFen !== undefined && claim.totalFen > 0 && !totalsOf(seen).includes(claim.totalFen))
          return pipe(
            wake(deps, seen),
            TE.flatMap(() => quarantineNotice(deps)(notice, fence, 'amount-differs')),
          );
        const at = deps.clock.now();
        return pipe(
          payscore.orders.query(seen),
          TE.flatMap((answer) =>
            store(deps, payscore, notice, fence, {
              seen,
              at,
              ...(answer.type === 'PayscoreShown' ? { order: answer.order } : {}),
            }),
          ),
        );
      }),
    );
  };

/** What the order may come to, as far as we have asked for it or WeChat has said it. */
const totalsOf = ({ asked, taken, said }: PayscoreOrder): readonly (number | undefined)[] => [
  asked !== undefined && 'total' in asked.wish ? asked.wish.total : undefined,
  taken.complete?.wish.total,
  taken.modify?.wish.total,
  said?.total,
  said?.collection?.total,
];

/** The worker looks at it next; whoever holds its lease does so anyhow. */
const wake = ({ storage, clock }: NoticeDependencies, { no }: PayscoreOrder): TE.TaskEither<StoreFailure, void> => {
  const now = clock.now();
  return storage.transact({
    organization: payscoreScope,
    read: { order: ref('payscoreOrder', no) },
    decide: ({ order }) =>
      E.right({
        writes:
          order === undefined || order.leaseUntil !== undefined
            ? []
            : [write(ref('payscoreOrder', no), { ...order, dueAt: now })],
        events: [],
        result: undefined,
      }),
  });
};

interface Heard {
  readonly seen: PayscoreOrder;
  /** When it was asked for. */
  readonly at: Instant;
  readonly order?: PayscoreReading;
}
const store = (
  deps: NoticeDependencies,
  payscore: PayscoreService,
  notice: Notice,
  fence: number,
  { seen, at, order: reading }: Heard,
): TE.TaskEither<LeaseLost | PayscoreOrderRejection | StoreFailure, void> =>
  deps.storage.transact({
    organization: payscoreScope,
    read: { ...payscoreRefs(seen.no), notice: ref('notice', notice.id) },
    decide: (found): E.Either<LeaseLost | PayscoreOrderRejection, Change<void>> => {
      const now = deps.clock.now();
      const { order } = found;
      if (order === undefined || !stillOurs(found.notice, fence)) return E.left({ type: 'LeaseLost' });
      const mark = processedMark(found.notice, 'processed', now);
      if (reading === undefined) {
        const woken =
          order.leaseUntil === undefined ? [write(ref('payscoreOrder', order.no), { ...order, dueAt: now })] : [];
        return E.right({ writes: [...woken, mark], events: [], result: undefined }); // the lease holder's to prove
      }
      return pipe(
        advancePayscore(order, [{ type: 'RecordPayscoreNotice', order: reading, at }]),
        E.map((moved) => {
          const after = { ...moved, order: moved.order ?? order };
          // Whoever holds the lease is at work on it, and goes on.
          const change =
            order.leaseUntil === undefined ? payscoreChange(after, now, payscore.policy) : payscoreWrites(after, now);
          const back = giveBackPaidTwice({ ...deps, payscore }, found, after, now);
          return {
            writes: moved.events.length === 0 ? [mark] : [...change.writes, ...back.writes, mark],
            events: [...change.events, ...back.events],
            result: undefined,
          };
        }),
      );
    },
  });
