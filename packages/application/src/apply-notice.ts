import {
  type Claimed,
  type DeductionRejection,
  type FaceUserRejection,
  type Notice,
  type PayscoreOrderRejection,
  type PermissionRejection,
  platform,
  ref,
  type RefundRejection,
  type StoreFailure,
  type WechatFailure,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { applyDeductionNotice } from './apply-deduction-notice.ts';
import { applyPayscoreNotice } from './apply-payscore-notice.ts';
import { applyPermissionNotice } from './apply-permission-notice.ts';
import { applyRefundNotice } from './apply-refund-notice.ts';
import { applyUserNotice } from './apply-user-notice.ts';
import { finishNotice, postponeNotice } from './finish-notice.ts';
import type { LeaseLost } from './deduction-books.ts';
import type { NoticeDependencies } from './notice-dependencies.ts';

export type NoticeFailure =
  | LeaseLost
  | FaceUserRejection
  | DeductionRejection
  | RefundRejection
  | PayscoreOrderRejection
  | PermissionRejection
  | StoreFailure;

/** A notice only points: what it points at is read again, and its effect lands with its "processed" mark (INV-50). */
export const applyNotice =
  (deps: NoticeDependencies) =>
  (claimed: Claimed): TE.TaskEither<NoticeFailure, void> =>
    pipe(
      deps.reads.find(platform, ref('notice', claimed.key)),
      TE.flatMap((notice): TE.TaskEither<NoticeFailure, void> => {
        if (notice === undefined) return TE.left({ type: 'LeaseLost' });
        return pipe(
          handle(deps, notice, claimed.fence),
          TE.orElse((failure): TE.TaskEither<NoticeFailure, void> =>
            isWechatFailure(failure) ? postponeNotice(deps)(notice, claimed.fence) : TE.left(failure),
          ),
        );
      }),
    );

const handle = (
  deps: NoticeDependencies,
  notice: Notice,
  fence: number,
): TE.TaskEither<NoticeFailure | WechatFailure, void> => {
  const { subject } = notice;
  switch (subject.type) {
    case 'UserState':
      return applyUserNotice(deps)(notice, fence, subject);
    case 'Deduction':
      return applyDeductionNotice(deps)(notice, fence, subject);
    case 'Refund':
      return applyRefundNotice(deps)(notice, fence, subject);
    case 'PayscoreOrder':
      return applyPayscoreNotice(deps)(notice, fence, subject);
    case 'PayscorePermission':
      return applyPermissionNotice(deps)(notice, fence, subject);
    case 'Other':
      return finishNotice(deps)(notice, fence, 'ignored');
  }
};

const isWechatFailure = (failure: NoticeFailure | WechatFailure): failure is WechatFailure =>
  failure.type === 'WechatUnknown' || failure.type === 'WechatUnavailable' || failure.type === 'WechatRefused';
