import {
  type Change,
  type Clock,
  type Deduction,
  type DeductionId,
  type DeductionRejection,
  type Fen,
  openRefund,
  type OrganizationId,
  type Reads,
  ref,
  type Refund,
  type RefundNo,
  type RefundRejection,
  type Storage,
  type StoreFailure,
  type WechatRefunds,
  type Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnsweredBefore, type KeyUsedOtherwise, type Once, onlyOnce } from './answer-once.ts';
import { refundChange, type RefundPolicies, type RefundRefs, refundRefs } from './refund-books.ts';

export interface RefundRequest {
  /** The caller's number of it; the same number again is the same refund. */
  readonly refundNo: RefundNo;
  readonly amount: Fen;
  /** Shown to the payer by WeChat, so at most 80 characters. */
  readonly reason: string;
  /** Who asks for it. */
  readonly by: string;
}
interface Dependencies extends RefundPolicies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly refunds: WechatRefunds;
  readonly clock: Clock;
}
type Refused = DeductionRejection | RefundRejection;
type Failure = Refused | AnsweredBefore | KeyUsedOtherwise | StoreFailure;

/**
 * 退款 of a settled deduction, in whole or in part (FAQ 5.2, INV-30): stored with the bytes that will be sent, before anything
 * leaves; the worker does the rest. A number that is known answers as it stands; one that failed begins again.
 */
export const requestRefund =
  (deps: Dependencies) =>
  (
    organization: OrganizationId,
    id: DeductionId,
    request: RefundRequest,
    asked?: Once<Refund>,
  ): TE.TaskEither<Failure, Refund> =>
    pipe(
      deps.reads.find(organization, ref('deduction', id)),
      TE.flatMap((seen): TE.TaskEither<Failure, Refund> => {
        if (seen === undefined) return TE.left({ type: 'DeductionUnknown' });
        const work = refundWork(deps, seen, request);
        return asked === undefined
          ? deps.storage.transact(work)
          : deps.storage.transact(onlyOnce(work, asked, deps.clock.now()));
      }),
    );

const refundWork = (
  deps: Dependencies,
  seen: Deduction,
  { refundNo, amount, reason, by }: RefundRequest,
): Work<RefundRefs, Refused, Refund> => {
  const { organization, outUserId, subMchid } = seen;
  const at = deps.clock.now();
  return {
    organization,
    read: refundRefs({ no: refundNo, deduction: seen.id, organization, outUserId, subMchid }),
    decide: (found): E.Either<Refused, Change<Refund>> => {
      const { deduction, refund, refundBook: book } = found;
      if (deduction === undefined) return E.left({ type: 'DeductionUnknown' });
      const wish = { no: refundNo, amount, reason, by, at };
      return pipe(
        openRefund({ deduction, refund, book }, wish, deps.refundPolicy, deps.refunds.prepare),
        E.flatMap((opened): E.Either<Refused, Change<Refund>> => {
          if (opened.refund === undefined) return E.left({ type: 'RefundUnknown' });
          return opened.events.length === 0
            ? E.right({ writes: [], events: [], result: opened.refund })
            : refundChange(found, deduction, { ...opened, refund: opened.refund }, at, deps);
        }),
      );
    },
  };
};
