import type { FaceUser, Reads, StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type MemberAddress, memberRefs } from './member-command.ts';

export interface MemberNotFound {
  readonly type: 'MemberUnknown';
}
export const findMember =
  (reads: Reads) =>
  (address: MemberAddress): TE.TaskEither<MemberNotFound | StoreFailure, FaceUser> =>
    pipe(
      reads.find(address.organization, memberRefs(address).member),
      TE.flatMap((found): TE.TaskEither<MemberNotFound, FaceUser> =>
        found === undefined ? TE.left({ type: 'MemberUnknown' }) : TE.right(found),
      ),
    );
