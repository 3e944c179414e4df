import type * as t from 'io-ts';
import type { Engine } from '../engine.ts';
import { stateOfContract } from '../money-truth/face-user.ts';
import { ok, taking } from './control-face.ts';
import { cameraFault, miniProgramRefusal } from './mini-program-refusal.ts';
import type { MiniProgramRefusal } from './mini-program-refusal.ts';
import { EnrolBody } from './shapes.ts';
import { uploadPhoto } from './upload-photo.ts';

type Enrolment = t.TypeOf<typeof EnrolBody>;

const fieldFault = (body: Enrolment): MiniProgramRefusal | undefined => {
  if (body.outUserId.length <= 5) return 'outUserIdShort';
  if (body.phone.length < 11) return 'phoneShort';
  if (!/^1\d{10}$/.test(body.phone)) return 'phoneIllegal';
  if (body.identityNumber.length <= 7) return 'identityShort';
  if (!/^[0-9A-Za-z()-]+$/.test(body.identityNumber)) return 'identityWrong';
  if (body.className.trim() === '' || body.className.length > 64) return 'classWrong';
  if (body.name.trim() === '') return 'parameterWrong';
  if (body.faceSeed !== undefined && !Number.isSafeInteger(body.faceSeed)) return 'parameterWrong';
  return undefined;
};

const tokenFault = (engine: Engine, body: Enrolment): MiniProgramRefusal | undefined => {
  const token = engine.tokens.find(body.token);
  if (token === undefined) return 'tokenUnknown';
  if (token.kind !== 'token') return 'typeDiffers';
  if (token.outUserId !== body.outUserId) return 'tokenOfAnother';
  if (engine.tokens.expired(token)) return 'tokenExpired';
  const organization = engine.world.organizations.get(token.organizationId);
  return organization?.organizationName === body.organizationName ? undefined : 'schoolDiffers';
};

/** The collect mini program: makes the face user and keeps the photo, here a seed. */
export const enrolFace = taking(EnrolBody, (engine, body) => {
  const fault = fieldFault(body) ?? tokenFault(engine, body) ?? cameraFault(body.camera);
  const token = engine.tokens.find(body.token);
  if (fault !== undefined || token === undefined) return miniProgramRefusal(fault ?? 'tokenUnknown');
  const known = engine.users.find(token.organizationId, body.outUserId);
  const signed = stateOfContract(known && engine.users.contractOf(known)) === 'CONTRACTED';
  if (known !== undefined && known.faceImageOk && signed) {
    // One who is signed changes the photo only with the payer's confirmation (FAQ 1.21); the first one needs none (FAQ 1.22).
    const { collectionId, state } = uploadPhoto(engine, known, body.faceSeed);
    const { userId, outUserId, organizationId, faceImageOk, faceSeed } = known;
    return ok({ userId, outUserId, organizationId, faceImageOk, faceSeed, collectionId, collectionState: state });
  }
  const user = engine.users.put(
    {
      organizationId: token.organizationId,
      outUserId: body.outUserId,
      name: body.name,
      phone: body.phone,
      classOrPost: body.className,
      userType: body.userType ?? 'STUDENT',
    },
    {
      identityNumber: body.identityNumber,
      faceImageOk: true,
      ...(body.faceSeed !== undefined && { faceSeed: body.faceSeed }),
      ...(body.lookAlike !== undefined && { lookAlike: body.lookAlike }),
    },
  );
  const { userId, outUserId, organizationId, faceImageOk, faceSeed } = user;
  return ok({ userId, outUserId, organizationId, faceImageOk, faceSeed });
});
