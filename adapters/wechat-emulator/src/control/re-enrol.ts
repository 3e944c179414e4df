import { stateOfContract } from '../money-truth/face-user.ts';
import type { FaceCollection } from '../world/records.ts';
import { notFound, ok, taking } from './control-face.ts';
import { miniProgramRefusal } from './mini-program-refusal.ts';
import { ReEnrolBody } from './shapes.ts';

/** The re-collection mini program: a signed user's new photo counts once the payer confirms it. */
export const reEnrolFace = taking(ReEnrolBody, (engine, { userId, faceSeed, confirm }) => {
  const { world, clock, ids, users } = engine;
  const user = world.users.get(userId);
  if (user === undefined) return notFound('no such user');
  if (stateOfContract(users.contractOf(user)) !== 'CONTRACTED') return miniProgramRefusal('notSigned');
  const waiting = world.collections.values().find((one) => one.userId === userId && one.state === 'PHOTO_UPLOADED');
  if (confirm !== true) {
    const uploaded: FaceCollection = {
      collectionId: waiting?.collectionId ?? ids.collectionId(),
      userId,
      organizationId: user.organizationId,
      state: 'PHOTO_UPLOADED',
      faceSeed: faceSeed ?? (user.faceSeed + 1) % Number.MAX_SAFE_INTEGER,
      uploadedAt: clock.now(),
    };
    world.collections.put(uploaded.collectionId, uploaded);
    return ok({ collectionId: uploaded.collectionId, collectionState: uploaded.state });
  }
  if (waiting === undefined) return miniProgramRefusal('nothingUploaded');
  world.collections.put(waiting.collectionId, { ...waiting, state: 'COMPLETE', confirmedAt: clock.now() });
  users.change(user, { faceImageOk: true, faceSeed: waiting.faceSeed ?? user.faceSeed });
  return ok({ collectionId: waiting.collectionId, collectionState: 'COMPLETE' });
});
