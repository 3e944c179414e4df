import { beijingTime } from '../beijing-time.ts';
import type { FaceCollection } from '../world/records.ts';
import type { Face } from './face.ts';
import { notExists, paramError } from './wire-error.ts';

const timeOf = (at: number | undefined) => (at === undefined ? undefined : beijingTime(at));

const collectionBody = (collection: FaceCollection): object => ({
  collection_id: collection.collectionId,
  user_id: collection.userId,
  organization_id: collection.organizationId,
  collection_state: collection.state,
  register_photo_upload_time: timeOf(collection.uploadedAt),
  confirm_time: timeOf(collection.confirmedAt),
});

/** `GET /v3/offlineface/face-collections` (`k12-wire.md` §5.11). */
export const listCollectionsFace: Face =
  (engine) =>
  ({ query }) => {
    const organizationId = query.get('organization_id');
    if (!organizationId) return paramError({ field: 'organization_id', issue: '缺失', location: 'query' });
    const offset = Number(query.get('offset') ?? 0);
    const limit = Number(query.get('limit') ?? 20);
    if (!Number.isInteger(offset) || offset < 0)
      return paramError({ field: 'offset', issue: '取值错误', location: 'query' });
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      return paramError({ field: 'limit', issue: '取值错误', location: 'query' });
    const found = engine.world.collections.values().filter((one) => one.organizationId === organizationId);
    return { status: 200, body: { face_collections: found.slice(offset, offset + limit).map(collectionBody) } };
  };

/** `GET /v3/offlineface/face-collections/{collection_id}`. */
export const queryCollectionFace: Face =
  (engine) =>
  ({ params: [collectionId = ''] }) => {
    const found = engine.world.collections.get(collectionId);
    return found === undefined ? notExists('重采单不存在') : { status: 200, body: collectionBody(found) };
  };
