import { anyRefundAnswer } from '@facepay/conformance';
import {
  emptyRefundBook,
  type Fen,
  Instant,
  later,
  type Refund,
  type RefundAnswer,
  type RefundBook,
  refundRestOf,
  refundedOf,
  type RefundCommand,
  type RefundNo,
  type RefundTerms,
  second,
  type DeductionId,
  type OutUserId,
  type SubMchid,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Rules } from './rules.ts';

const start = Instant.of(Date.UTC(2026, 8, 1, 4));
export const total = 1000 as Fen;
const inFlightMs = 70 * second;

/** What the office, the worker and WeChat may do, in any order. */
export type RefundStep =
  | { readonly type: 'ask'; readonly n: number; readonly amount: number }
  /** The request leaves; WeChat takes it in and does with it what `as` says; the answer comes, or is lost. */
  | { readonly type: 'send'; readonly n: number; readonly as: RefundAnswer; readonly lost: boolean }
  | { readonly type: 'query'; readonly n: number; readonly waitMs: number };
export const anyRefundStep: fc.Arbitrary<RefundStep> = fc.oneof(
  // The usual amount of a number is met again, so that a failed one is tried again.
  fc
    .tuple(fc.nat({ max: 3 }), fc.option(fc.integer({ min: 1, max: 1100 }), { freq: 3 }))
    .map(([n, other]) => ({ type: 'ask' as const, n, amount: other ?? 250 * (n + 1) })),
  fc.record({ type: fc.constant('send' as const), n: fc.nat({ max: 3 }), as: anyRefundAnswer, lost: fc.boolean() }),
  fc.record({ type: fc.constant('query' as const), n: fc.nat({ max: 3 }), waitMs: fc.constantFrom(0, 1000, 80_000) }),
);

/** WeChat, as far as we know it: what it took in counts until it is closed, and it never takes in more than was paid. */
interface Gateway {
  readonly taken: ReadonlyMap<number, { readonly amount: number; readonly as: RefundAnswer }>;
}
export interface RefundWorld {
  readonly now: Instant;
  readonly refunds: ReadonlyMap<number, Refund>;
  readonly book: RefundBook;
  readonly gateway: Gateway;
}
export const openWorld = (): RefundWorld => ({
  now: start,
  refunds: new Map(),
  book: emptyRefundBook('d1' as DeductionId, total),
  gateway: { taken: new Map() },
});

export const play = (rules: Rules, world: RefundWorld, step: RefundStep): RefundWorld => {
  switch (step.type) {
    case 'ask':
      return tell(rules, world, step.n, {
        type: 'RequestRefund',
        terms: termsOf(step.n, step.amount, world.now),
        body: '{}',
        at: world.now,
      });
    case 'send': {
      const begun = tell(rules, world, step.n, { type: 'BeginRefund', at: world.now });
      if (begun === world) return world;
      const gateway = takeIn(begun, step.n, step.as);
      const answered = { ...begun, gateway };
      return step.lost
        ? tell(rules, answered, step.n, { type: 'LoseRefundAnswer', reason: 'timeout', at: world.now })
        : tell(rules, answered, step.n, {
            type: 'RecordRefundAnswer',
            answer: shownBy(gateway, step.n, true),
            at: world.now,
          });
    }
    case 'query': {
      const now = later(world.now, step.waitMs);
      const answer = shownBy(world.gateway, step.n, false);
      return tell(rules, { ...world, now }, step.n, {
        type: 'RecordRefundQuery',
        answer,
        at: now,
        inFlightMs,
        attemptsMax: 20,
      });
    }
  }
};

const tell = (rules: Rules, world: RefundWorld, n: number, command: RefundCommand): RefundWorld => {
  const moved = rules.advanceRefund({ refund: world.refunds.get(n), book: world.book }, command);
  if (E.isLeft(moved) || moved.right.refund === undefined || moved.right.events.length === 0) return world;
  return { ...world, book: moved.right.book, refunds: new Map(world.refunds).set(n, moved.right.refund) };
};

const takeIn = ({ gateway, refunds }: RefundWorld, n: number, as: RefundAnswer): Gateway => {
  const amount = refunds.get(n)?.amount ?? 0;
  const known = gateway.taken.get(n);
  const failed = known?.as.type === 'RefundClosed' || known?.as.type === 'RefundAbnormal';
  if (known !== undefined && !failed) return gateway;
  if (as.type === 'RefundNotFound' || as.type === 'RefundRefused') return gateway;
  return { taken: new Map(gateway.taken).set(n, { amount, as }) };
};
const shownBy = ({ taken }: Gateway, n: number, toSend: boolean): RefundAnswer =>
  taken.get(n)?.as ??
  (toSend ? { type: 'RefundRefused', code: 'NOT_ENOUGH', words: '余额不足' } : { type: 'RefundNotFound' });

/** What WeChat may still pay, or has paid. */
export const atRisk = ({ gateway }: RefundWorld): number =>
  [...gateway.taken.values()].reduce((sum, { amount, as }) => (as.type === 'RefundClosed' ? sum : sum + amount), 0);
export const paidOut = ({ gateway }: RefundWorld): number =>
  [...gateway.taken.values()].reduce((sum, { amount, as }) => (as.type === 'Refunded' ? sum + amount : sum), 0);
export const promised = ({ book }: RefundWorld): number => total - refundRestOf(book);
export const booked = ({ book }: RefundWorld): number => refundedOf(book);

const termsOf = (n: number, amount: number, at: Instant): RefundTerms => ({
  no: `R-${n}` as RefundNo,
  organization: 'O1' as RefundTerms['organization'],
  subMchid: '1900000109' as SubMchid,
  deduction: 'd1' as DeductionId,
  outUserId: 'pupil-1' as OutUserId,
  transactionId: '4200',
  amount: amount as Fen,
  total,
  reason: '多收',
  by: 'office',
  requestedAt: at,
});
