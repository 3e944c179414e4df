import type { FaceSid, WechatFace, WechatFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type FaceNotConfigured, requireFace } from './require-face.ts';

export type FaceSidUnknown = { readonly type: 'FaceSidUnknown' };
export type ReadFaceUnionId = (
  faceSid: FaceSid,
) => TE.TaskEither<FaceNotConfigured | FaceSidUnknown | WechatFailure, string>;

/**
 * face_sid → UnionID (`facepay-device.md` §5), where the terminal asked for it (`ask_unionid`). It names a person: told to who
 * asks, never kept. How long and how often a face_sid serves is not published, so ask at once, and once (assumed).
 */
export const readFaceUnionId =
  ({ face: configured }: { readonly face?: WechatFace | undefined }): ReadFaceUnionId =>
  (faceSid) =>
    pipe(
      TE.fromEither(requireFace(configured)),
      TE.flatMap((face) => face.unionId(faceSid)),
      TE.flatMap((unionId): TE.TaskEither<FaceSidUnknown, string> =>
        unionId === undefined ? TE.left({ type: 'FaceSidUnknown' }) : TE.right(unionId),
      ),
    );
