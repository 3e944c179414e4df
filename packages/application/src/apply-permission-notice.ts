import {
  type Change,
  type Notice,
  type NoticeSubject,
  payscoreScope,
  type PermissionRejection,
  ref,
  type StoreFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { finishNotice, processedMark, stillOurs } from './finish-notice.ts';
import type { NoticeDependencies } from './notice-dependencies.ts';
import { permissionChange } from './payscore-permissions.ts';

type Failure = LeaseLost | PermissionRejection | StoreFailure;

/**
 * PAYSCORE.USER_OPEN_SERVICE and …CLOSE_SERVICE: who opened or closed our service to us. Only what was asked for under a code of
 * ours is kept; a person whom a face terminal led there is told to nobody and makes no record (INV-52).
 */
export const applyPermissionNotice =
  (deps: NoticeDependencies) =>
  (
    notice: Notice,
    fence: number,
    { code, open, openid, happenedAt }: Extract<NoticeSubject, { type: 'PayscorePermission' }>,
  ): TE.TaskEither<Failure, void> => {
    if (code === undefined) return finishNotice(deps)(notice, fence, 'ignored');
    return deps.storage.transact({
      organization: payscoreScope,
      read: { permission: ref('payscorePermission', code), notice: ref('notice', notice.id) },
      decide: (found): E.Either<LeaseLost | PermissionRejection, Change<void>> => {
        const { permission, notice: stored } = found;
        if (!stillOurs(stored, fence)) return E.left({ type: 'LeaseLost' });
        const at = deps.clock.now();
        const mark = (status: 'processed' | 'ignored') => processedMark(stored, status, at);
        if (permission === undefined) return E.right({ writes: [mark('ignored')], events: [], result: undefined });
        return pipe(
          permissionChange(code, permission, { type: 'RecordPermissionNotice', open, openid, happenedAt, at }, at),
          E.map(({ writes, events }) => ({ writes: [...writes, mark('processed')], events, result: undefined })),
        );
      },
    });
  };
