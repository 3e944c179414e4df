import type { Engine } from '../engine.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { FaceCollection } from '../world/records.ts';

/** The re-collection of this user that is not complete: wanted by WeChat, or with a photo that waits for the payer. */
export const openCollection = ({ world }: Engine, userId: string): FaceCollection | undefined =>
  world.collections.values().find((one) => one.userId === userId && one.state !== 'COMPLETE');

/** A signed user's new photo; the old one counts until the payer confirms it (FAQ 1.21). */
export const uploadPhoto = (engine: Engine, user: FaceUser, faceSeed: number | undefined): FaceCollection => {
  const { world, clock, ids } = engine;
  const uploaded: FaceCollection = {
    collectionId: openCollection(engine, user.userId)?.collectionId ?? ids.collectionId(),
    userId: user.userId,
    organizationId: user.organizationId,
    state: 'PHOTO_UPLOADED',
    faceSeed: faceSeed ?? (user.faceSeed + 1) % Number.MAX_SAFE_INTEGER,
    uploadedAt: clock.now(),
  };
  world.collections.put(uploaded.collectionId, uploaded);
  return uploaded;
};

/** WeChat wants a new photo, as after a change of its algorithm (`k12-wire.md` §5.11). */
export const requirePhoto = (engine: Engine, { userId, organizationId }: FaceUser): FaceCollection => {
  const wanted: FaceCollection = openCollection(engine, userId) ?? {
    collectionId: engine.ids.collectionId(),
    userId,
    organizationId,
    state: 'COLLECTION_REQUIRED',
  };
  engine.world.collections.put(wanted.collectionId, wanted);
  return wanted;
};
