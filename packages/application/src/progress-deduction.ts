import {
  type Claimed,
  type Deduction,
  type DeductionRejection,
  type FaceUserRejection,
  type Reads,
  ref,
  type StoreFailure,
  type WechatFailure,
  type WechatMembers,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { queryDeduction } from './query-deduction.ts';
import { sendDeduction, type SendDependencies } from './send-deduction.ts';
import { syncMember } from './sync-member.ts';

export type ProgressFailure = LeaseLost | DeductionRejection | FaceUserRejection | WechatFailure | StoreFailure;
export interface ProgressDependencies extends SendDependencies {
  readonly reads: Reads;
  readonly members: WechatMembers;
}

/**
 * What the worker does with a deduction that is due: send it, or ask what became of it. The meal may be faster than the
 * notice of the signing, so a member not signed as far as we know is read anew before the first request. If WeChat cannot
 * be asked, the sale waits; if it says "not signed", the sale is held.
 */
export const progressDeduction =
  (deps: ProgressDependencies) =>
  (claimed: Claimed): TE.TaskEither<ProgressFailure, Deduction> =>
    pipe(
      deps.reads.find(claimed.organization, ref('deduction', claimed.key)),
      TE.flatMap((seen): TE.TaskEither<ProgressFailure, Deduction> => {
        if (seen === undefined) return TE.left({ type: 'DeductionUnknown' });
        switch (seen.status) {
          case 'received':
          case 'failed':
            return sendDeduction(deps)(seen, claimed.fence, () => syncMember(deps)(seen)());
          case 'reserved':
          case 'in-flight': // a holder died between its request and our record of the answer
          case 'unknown':
          case 'advanced':
          case 'held': // and was sent before: WeChat may have charged it since, and told nobody
          case 'dead':
            return queryDeduction(deps)(seen, claimed.fence);
          case 'paid':
          case 'repaid':
          case 'refunded':
            return TE.right(seen);
        }
      }),
    );
