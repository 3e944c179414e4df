import type { Engine } from '../engine.ts';
import { stateOfContract } from '../money-truth/face-user.ts';
import type { FaceUser } from '../money-truth/face-user.ts';

/**
 * Look-alikes with one phone tail could not be told apart at a terminal, so the second is refused (`face-matching.md` §2).
 * Signed with one phone and one WeChat account they may be: then nobody is asked for the tail (seed FAQ 1.19).
 */
export const tailTaken = ({ world, users }: Engine, user: FaceUser, openid: string): boolean =>
  user.lookAlike === true &&
  world.users.values().some((other) => {
    if (other.userId === user.userId || other.organizationId !== user.organizationId) return false;
    if (other.lookAlike !== true || faceOf(other) !== faceOf(user)) return false;
    if (other.phone.slice(-4) !== user.phone.slice(-4)) return false;
    const contract = users.contractOf(other);
    if (stateOfContract(contract) !== 'CONTRACTED') return false;
    return other.phone !== user.phone || contract?.openid !== openid;
  });

/** The synthetic world draws the twin of face n as face n + 2³² (`face-matching.md` §3). */
const faceOf = ({ faceSeed }: FaceUser): number => faceSeed % 2 ** 32;
