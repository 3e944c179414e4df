import {
  advanceRefund,
  type Change,
  type Clock,
  type DeductionRejection,
  type Instant,
  type Loaded,
  type Refund,
  type RefundAnswer,
  type RefundCommand,
  type RefundRejection,
  type Storage,
  type StoreFailure,
  type Wanted,
  type WechatFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import {
  type FoundRefund,
  ownRefundChange,
  payscoreRefundRefs,
  refundBookOf,
  refundChange,
  type RefundPolicies,
  type RefundRefs,
  refundRefs,
} from './refund-books.ts';

export type RefundRefused = DeductionRejection | RefundRejection;

/** One command about a stored refund, with all that follows from it. */
export const refundStep = (
  found: FoundRefund,
  refund: Refund,
  command: RefundCommand,
  now: Instant,
  policies: RefundPolicies,
): E.Either<RefundRefused, Change<Refund>> => {
  return pipe(
    advanceRefund({ refund, book: refundBookOf(found, refund) }, command),
    E.flatMap((advanced): E.Either<RefundRefused, Change<Refund>> => {
      const moved = { ...advanced, refund: advanced.refund ?? refund };
      if (refund.payscoreOrder !== undefined) return E.right(ownRefundChange(found, moved, now, policies));
      if (!hasBooks(found) || found.deduction === undefined) return E.left({ type: 'DeductionUnknown' });
      return refundChange(found, found.deduction, moved, now, policies);
    }),
  );
};

const hasBooks = (found: FoundRefund): found is Loaded<RefundRefs> => 'deduction' in found;

/** Reads what moves together with it: of a service order the refund and its book, of a deduction everything. */
export const refundWork = <Refusal, A, More extends Wanted>(
  seen: Refund,
  more: More,
  decide: (found: FoundRefund & Loaded<More>) => E.Either<Refusal, Change<A>>,
  storage: Storage,
): TE.TaskEither<Refusal | StoreFailure, A> =>
  seen.payscoreOrder === undefined
    ? storage.transact({ organization: seen.organization, read: { ...refundRefs(seen), ...more }, decide })
    : storage.transact({ organization: seen.organization, read: { ...payscoreRefundRefs(seen), ...more }, decide });

/**
 * What WeChat's answer, or its absence, makes of the refund, in one transaction. Only the holder of the lease may store it
 * (INV-16); a holder that lost its lease loses nothing, the next one asks WeChat.
 */
export const recordRefund =
  (deps: RefundPolicies & { readonly storage: Storage; readonly clock: Clock }) =>
  (
    seen: Refund,
    fence: number,
    asked: 'send' | 'query',
    answer: TE.TaskEither<WechatFailure, RefundAnswer>,
  ): TE.TaskEither<LeaseLost | RefundRefused | StoreFailure, Refund> =>
    pipe(
      T.fromIO(deps.clock.now),
      T.bindTo('began'),
      T.bind('told', () => answer),
      T.flatMap(({ began, told }) => {
        const now = deps.clock.now();
        const command = refundCommandFor(told, asked, { began, now }, deps);
        const decide = (found: FoundRefund): E.Either<LeaseLost | RefundRefused, Change<Refund>> => {
          const { refund } = found;
          if (refund === undefined || refund.fence !== fence) return E.left({ type: 'LeaseLost' });
          if (refund.leaseUntil === undefined) return E.right({ writes: [], events: [], result: refund }); // our own earlier run
          return refundStep(found, refund, command, now, deps);
        };
        return refundWork(seen, {}, decide, deps.storage);
      }),
    );

const refundCommandFor = (
  told: E.Either<WechatFailure, RefundAnswer>,
  asked: 'send' | 'query',
  { began, now }: { readonly began: Instant; readonly now: Instant },
  { policy, refundPolicy }: RefundPolicies,
): RefundCommand => {
  const { refundAttemptsMax: attemptsMax, refundStalledMs: stalledMs } = refundPolicy;
  if (E.isLeft(told)) return { type: 'LoseRefundAnswer', reason: told.left.reason, at: now, stalledMs }; // proves nothing (INV-9)
  const { inFlightMs } = policy;
  return asked === 'send'
    ? { type: 'RecordRefundAnswer', answer: told.right, at: began }
    : { type: 'RecordRefundQuery', answer: told.right, at: began, inFlightMs, attemptsMax, stalledMs };
};
