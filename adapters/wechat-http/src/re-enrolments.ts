import {
  fromRfc3339,
  type OrganizationId,
  type ReEnrolment,
  type ReEnrolmentState,
  UserId,
  type WechatFailure,
  type WechatReEnrolments,
} from '@facepay/domain';
import { type FaceCollectionBody, FaceCollectionsBody, paths } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatClient } from './client.ts';
import { mismatch, readBody, succeededOnly } from './read-body.ts';

/** 重采列表 (`k12-wire.md` §5.11). */
export const createHttpWechatReEnrolments = (client: WechatClient): WechatReEnrolments => ({
  page: (organization, offset, countMax) =>
    pipe(
      client.call({ method: 'GET', target: paths.faceCollections(organization, offset, countMax) }),
      TE.flatMapEither(succeededOnly),
      TE.flatMapEither((answer): E.Either<WechatFailure, readonly ReEnrolment[]> =>
        pipe(
          readBody(FaceCollectionsBody)(answer),
          E.flatMap(({ face_collections: found }) =>
            pipe(
              E.traverseArray(toReEnrolment(organization))(found),
              E.mapLeft((name) => mismatch(answer.trace, [name])),
            ),
          ),
        ),
      ),
    ),
});

/** Left: the member that is not understood; an unknown state is never guessed. */
const toReEnrolment =
  (organization: OrganizationId) =>
  (body: FaceCollectionBody): E.Either<string, ReEnrolment> => {
    const userId = UserId.of(body.user_id);
    const state = states.get(body.collection_state);
    if (body.organization_id !== organization) return E.left('organization_id');
    if (E.isLeft(userId)) return E.left('user_id');
    if (state === undefined) return E.left('collection_state');
    const uploadedAt = fromRfc3339(body.register_photo_upload_time ?? '');
    const confirmedAt = fromRfc3339(body.confirm_time ?? '');
    return E.right({
      id: body.collection_id,
      userId: userId.right,
      state,
      ...(uploadedAt === undefined ? {} : { uploadedAt }),
      ...(confirmedAt === undefined ? {} : { confirmedAt }),
    });
  };

const states: ReadonlyMap<string, ReEnrolmentState> = new Map([
  ['COLLECTION_REQUIRED', 'required'],
  ['PHOTO_UPLOADED', 'uploaded'],
  ['COMPLETE', 'complete'],
]);
