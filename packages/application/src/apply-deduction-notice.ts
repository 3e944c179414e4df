import {
  type Change,
  type Deduction,
  type DeductionAnswer,
  type DeductionRejection,
  type Loaded,
  type Notice,
  type NoticeSubject,
  platform,
  ref,
  type StoreFailure,
  type WechatFailure,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { NoticeDependencies } from './notice-dependencies.ts';
import { bookChange, type BookRefs, bookRefs, type LeaseLost } from './deduction-books.ts';
import { processedMark, quarantineNotice, stillOurs } from './finish-notice.ts';
import { requestOf } from './reserve-and-store.ts';

type DeductionNoticeDependencies = Omit<NoticeDependencies, 'members' | 'refunds' | 'refundPolicy'>;
type DeductionSubject = Extract<NoticeSubject, { type: 'Deduction' }>;
interface Told {
  readonly answer: DeductionAnswer;
  /** When the query began. */
  readonly began: Deduction['saleAt'];
}
type Failure = LeaseLost | DeductionRejection | StoreFailure | WechatFailure;

/** 扣款结果 or 还款: compared with ours first, then asked for; the notice itself settles nothing (INV-46, BAD-16). */
export const applyDeductionNotice =
  (deps: DeductionNoticeDependencies) =>
  (notice: Notice, fence: number, { no, claim }: DeductionSubject): TE.TaskEither<Failure, void> =>
    pipe(
      TE.Do,
      TE.bindW('number', () => deps.reads.find(platform, ref('number', no))),
      TE.bindW('deduction', ({ number }) =>
        number === undefined
          ? TE.right(undefined)
          : deps.reads.find(number.organization, ref('deduction', number.deduction)),
      ),
      TE.flatMap(({ deduction }): TE.TaskEither<Failure, void> => {
        if (deduction === undefined) return quarantineNotice(deps)(notice, fence, 'unknown-deduction'); // INV-52
        if (claim.subMchid !== deduction.subMchid) return quarantineNotice(deps)(notice, fence, 'foreign-merchant');
        const wrong = claim.totalFen !== deduction.amount;
        const began = deps.clock.now();
        return pipe(
          deps.wechat.query({ ...requestOf(deduction), no }),
          TE.flatMap((answer) =>
            wrong
              ? quarantineNotice(deps)(notice, fence, 'amount-differs')
              : store(deps, notice, fence, deduction, { answer, began }),
          ),
        );
      }),
    );

const store = (
  deps: DeductionNoticeDependencies,
  notice: Notice,
  fence: number,
  seen: Deduction,
  told: Told,
): TE.TaskEither<LeaseLost | DeductionRejection | StoreFailure, void> =>
  deps.storage.transact({
    organization: seen.organization,
    read: { ...bookRefs(seen), notice: ref('notice', notice.id) },
    decide: (found): E.Either<LeaseLost | DeductionRejection, Change<void>> => {
      const now = deps.clock.now();
      const { deduction } = found;
      if (deduction === undefined || !stillOurs(found.notice, fence)) return E.left({ type: 'LeaseLost' });
      const mark = processedMark(found.notice, 'processed', now);
      return pipe(
        effectOf(deps, found, deduction, told),
        E.map(({ writes, events }) => ({ writes: [...writes, mark], events, result: undefined })),
      );
    },
  });

/** Only a settlement is taken from here; whether something was *not* paid is the lease holder's to prove (INV-12). */
const effectOf = (
  { clock, policy }: DeductionNoticeDependencies,
  found: Loaded<BookRefs>,
  deduction: Deduction,
  { answer, began }: Told,
): E.Either<DeductionRejection, Pick<Change<unknown>, 'writes' | 'events'>> => {
  const now = clock.now();
  if (answer.type !== 'Settled') return E.right({ writes: wake(deduction, now), events: [] });
  const { inFlightMs, unknownMaxMs } = policy;
  const change = bookChange(
    found,
    deduction,
    { type: 'RecordQuery', answer, at: began, inFlightMs, unknownMaxMs },
    now,
    policy,
  );
  return pipe(
    change,
    E.map((changed) => (changed.events.length === 0 ? { writes: [], events: [] } : changed)),
  );
};

const wake = (deduction: Deduction, now: Deduction['saleAt']): readonly Write[] =>
  deduction.status === 'unknown' || deduction.status === 'in-flight'
    ? [write(ref('deduction', deduction.id), { ...deduction, dueAt: now })]
    : [];
