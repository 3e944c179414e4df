import {
  type Change,
  type Instant,
  type Notice,
  type NoticeSubject,
  platform,
  ref,
  type Refund,
  type RefundAnswer,
  type StoreFailure,
  type WechatFailure,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { processedMark, quarantineNotice, stillOurs } from './finish-notice.ts';
import type { NoticeDependencies } from './notice-dependencies.ts';
import { type RefundRefused, refundStep, refundWork } from './record-refund.ts';

type RefundSubject = Extract<NoticeSubject, { type: 'Refund' }>;
type Failure = LeaseLost | RefundRefused | StoreFailure | WechatFailure;

/**
 * 退款结果 (`k12-wire.md` §8.6): compared with ours first, then asked for; the notice itself refunds nothing and makes none
 * (INV-46, INV-52).
 */
export const applyRefundNotice =
  (deps: NoticeDependencies) =>
  (notice: Notice, fence: number, { no, claim }: RefundSubject): TE.TaskEither<Failure, void> =>
    pipe(
      deps.reads.find(platform, ref('refund', no)),
      TE.flatMap((refund): TE.TaskEither<Failure, void> => {
        if (refund === undefined) return quarantineNotice(deps)(notice, fence, 'unknown-refund');
        if (claim.subMchid !== refund.subMchid) return quarantineNotice(deps)(notice, fence, 'foreign-merchant');
        const differs =
          claim.refundFen !== refund.amount ||
          claim.totalFen !== refund.total ||
          claim.transactionId !== refund.transactionId;
        if (differs) return quarantineNotice(deps)(notice, fence, 'amount-differs');
        const began = deps.clock.now();
        return pipe(
          deps.refunds.query(refund),
          TE.flatMap((answer) => store(deps, { notice, fence, seen: refund }, { answer, began })),
        );
      }),
    );

const store = (
  deps: NoticeDependencies,
  { notice, fence, seen }: { readonly notice: Notice; readonly fence: number; readonly seen: Refund },
  { answer, began: at }: { readonly answer: RefundAnswer; readonly began: Instant },
): TE.TaskEither<LeaseLost | RefundRefused | StoreFailure, void> =>
  refundWork(
    seen,
    { notice: ref('notice', notice.id) },
    (found): E.Either<LeaseLost | RefundRefused, Change<void>> => {
      const now = deps.clock.now();
      const { refund } = found;
      if (refund === undefined || !stillOurs(found.notice, fence)) return E.left({ type: 'LeaseLost' });
      const mark = processedMark(found.notice, 'processed', now);
      // Whether it was *not* taken in is the lease holder's to prove (INV-12).
      if (answer.type === 'RefundNotFound' || answer.type === 'RefundRefused')
        return E.right({ writes: [mark, ...wake(refund, now)], events: [], result: undefined });
      const { inFlightMs } = deps.policy;
      const attemptsMax = deps.refundPolicy.refundAttemptsMax;
      return pipe(
        refundStep(found, refund, { type: 'RecordRefundQuery', answer, at, inFlightMs, attemptsMax }, now, deps),
        E.map(({ writes, events }) => ({
          writes: events.length === 0 ? [mark] : [...writes, mark],
          events,
          result: undefined,
        })),
      );
    },
    deps.storage,
  );

const wake = (refund: Refund, now: Instant): readonly Write[] =>
  refund.status === 'unknown' || refund.status === 'processing'
    ? [write(ref('refund', refund.no), { ...refund, dueAt: now })]
    : [];
