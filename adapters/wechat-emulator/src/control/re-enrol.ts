import { stateOfContract } from '../money-truth/face-user.ts';
import type { FaceCollection } from '../world/records.ts';
import { type ControlAnswer, notFound, ok, taking } from './control-face.ts';
import { cameraFault, miniProgramRefusal } from './mini-program-refusal.ts';
import { ReEnrolBody } from './shapes.ts';
import { openCollection, requirePhoto, uploadPhoto } from './upload-photo.ts';

/** The re-collection mini program (重采): a signed user's new photo counts once the payer confirms it (FAQ 1.20, 1.21). */
export const reEnrolFace = taking(ReEnrolBody, (engine, { userId, faceSeed, required, confirm, camera }) => {
  const user = engine.world.users.get(userId);
  if (user === undefined) return notFound('no such user');
  if (stateOfContract(engine.users.contractOf(user)) !== 'CONTRACTED') return miniProgramRefusal('notSigned');
  if (required === true) return answer(requirePhoto(engine, user));
  if (confirm !== true) {
    const fault = cameraFault(camera);
    return fault === undefined ? answer(uploadPhoto(engine, user, faceSeed)) : miniProgramRefusal(fault);
  }
  const waiting = openCollection(engine, userId);
  if (waiting?.state !== 'PHOTO_UPLOADED') return miniProgramRefusal('nothingUploaded');
  const complete: FaceCollection = { ...waiting, state: 'COMPLETE', confirmedAt: engine.clock.now() };
  engine.world.collections.put(complete.collectionId, complete);
  engine.users.change(user, { faceImageOk: true, faceSeed: waiting.faceSeed ?? user.faceSeed });
  return answer(complete);
});

const answer = ({ collectionId, state }: FaceCollection): ControlAnswer => ok({ collectionId, collectionState: state });
