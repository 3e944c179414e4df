import * as E from 'fp-ts/lib/Either.js';
import { singleHeader, verifyAuthinfo } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import { stateOfContract, statusOfUser } from '../money-truth/face-user.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { ControlFace } from './control-face.ts';
import { ok, refuse } from './control-face.ts';

const faceOf = (engine: Engine, user: FaceUser): object => ({
  userId: user.userId,
  outUserId: user.outUserId,
  name: user.name,
  classOrPost: user.classOrPost,
  status: statusOfUser(user),
  faceSeed: user.faceSeed,
  ...(user.lookAlike !== undefined && { lookAlike: user.lookAlike }),
  phoneTail: user.phone.slice(-4),
  payerOpenid: engine.users.contractOf(user)?.openid ?? '',
});

/** What WeChat distributes to a terminal: the signed users with a photo, of the organization its authinfo names. */
export const facesFace: ControlFace =
  (engine) =>
  ({ query, headers }) => {
    const [, bearer] = /^Bearer (.+)$/i.exec(singleHeader(headers, 'authorization') ?? '') ?? [];
    if (bearer === undefined) return refuse(401, 'AUTHINFO_MISSING', 'authorization: Bearer <authinfo>');
    const authinfo = verifyAuthinfo(engine.keyRoom.sealKey, bearer, engine.clock.now());
    if (E.isLeft(authinfo)) return refuse(401, authinfo.left.type, '授权信息缺失或已过期');
    const organizationId = query.get('organizationId') ?? authinfo.right.organizationId;
    if (organizationId !== authinfo.right.organizationId) return refuse(403, 'ORGANIZATION_DIFFERS', '机构id不匹配');
    const { world, users } = engine;
    const faces = world.users
      .values()
      .filter((user) => user.organizationId === organizationId && user.faceImageOk)
      .filter((user) => stateOfContract(users.contractOf(user)) === 'CONTRACTED')
      .map((user) => faceOf(engine, user));
    return ok({ faces, version: world.organizations.get(organizationId)?.facesVersion ?? 0 });
  };
