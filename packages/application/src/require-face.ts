import type { WechatFace } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

/** This installation has no online face terminals: the settings for them are missing. */
export type FaceNotConfigured = { readonly type: 'FaceNotConfigured' };

export const requireFace = (face: WechatFace | undefined): E.Either<FaceNotConfigured, WechatFace> =>
  face === undefined ? E.left({ type: 'FaceNotConfigured' }) : E.right(face);
