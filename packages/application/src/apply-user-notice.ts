import {
  type Change,
  type FaceUserRejection,
  type Notice,
  type NoticeSubject,
  platform,
  ref,
  type StoreFailure,
  type WechatFailure,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { NoticeDependencies } from './notice-dependencies.ts';
import type { LeaseLost } from './deduction-books.ts';
import { finishNotice, processedMark, quarantineNotice, stillOurs } from './finish-notice.ts';
import { changeMember, memberRefs } from './member-command.ts';

type UserState = Extract<NoticeSubject, { type: 'UserState' }>;
type Failure = LeaseLost | FaceUserRejection | StoreFailure | WechatFailure;

/** 签约状态变更: the notice carries no state, so user and contract are read (`k12-wire.md` §8.2, INV-36). */
export const applyUserNotice =
  (deps: Omit<NoticeDependencies, 'wechat'>) =>
  (notice: Notice, fence: number, subject: UserState): TE.TaskEither<Failure, void> =>
    pipe(
      TE.Do,
      TE.bindW('organization', () => deps.reads.find(platform, ref('organization', subject.organization))),
      TE.bindW('member', () => deps.reads.find(subject.organization, ref('member', subject.outUserId))),
      TE.flatMap(({ organization, member }): TE.TaskEither<Failure, void> => {
        if (organization === undefined) return quarantineNotice(deps)(notice, fence, 'unknown-organization');
        if (member === undefined) return quarantineNotice(deps)(notice, fence, 'unknown-member'); // INV-52
        return readAndStore(deps, notice, fence, subject);
      }),
    );

const readAndStore = (
  deps: Omit<NoticeDependencies, 'wechat'>,
  notice: Notice,
  fence: number,
  subject: UserState,
): TE.TaskEither<Failure, void> => {
  const { organization, outUserId } = subject;
  return pipe(
    deps.members.read(organization, outUserId, deps.clock.now()),
    TE.flatMap((reading): TE.TaskEither<Failure, void> => {
      if (reading === undefined) return finishNotice(deps)(notice, fence, 'processed');
      return deps.storage.transact({
        organization,
        read: { notice: ref('notice', notice.id), ...memberRefs(subject) },
        decide: (found): E.Either<LeaseLost | FaceUserRejection, Change<void>> => {
          const stored = found.notice;
          if (!stillOurs(stored, fence)) return E.left({ type: 'LeaseLost' });
          return pipe(
            changeMember(deps, subject, { type: 'RecordReading', reading }, found),
            E.map(({ writes, events }) => ({
              writes: [...writes, processedMark(stored, 'processed', deps.clock.now())],
              events,
              result: undefined,
            })),
          );
        },
      });
    }),
  );
};
