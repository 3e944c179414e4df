import type { Face } from './face.ts';
import { noAuth, notExists, paramError } from './wire-error.ts';

/** `GET /v3/facemch/users/{face_sid}` (`facepay-device.md` §5). */
export const faceUnionIdFace: Face =
  (engine) =>
  ({ params: [faceSid = ''], query }) => {
    if (query.get('info_type') === 'ASK_REAL_NAME') return noAuth('没有查询实名信息的权限');
    if (query.get('info_type') !== 'ASK_UNIONID')
      return paramError({ field: 'info_type', issue: '缺失或取值错误', location: 'query' });
    if (query.get('appid') !== engine.keyRoom.keys().appid) return noAuth('appid与商户号不匹配');
    const session = engine.world.faceSessions.get(faceSid);
    if (session === undefined || engine.clock.now() >= session.at + engine.settings.faceSidLifeMs)
      return notExists('face_sid不存在或已过期');
    if (!session.unionIdAsked) return paramError({ field: 'face_sid', issue: '刷脸时未请求unionid', location: 'path' });
    const person = engine.world.facePeople.get(session.openid);
    return person === undefined ? notExists('用户不存在') : { status: 200, body: { union_id: person.unionId } };
  };
