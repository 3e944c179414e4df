import * as E from 'fp-ts/lib/Either.js';
import { contractDecider } from '../contract/index.ts';
import type { FaceUser, UserReading } from './face-user.ts';

/** Whether this reading says anything that we do not know. */
export const isNews = ({ userId, faceImage, usage, contract }: UserReading, user: FaceUser): boolean => {
  if (userId !== user.userId || faceImage !== user.faceImage || usage !== user.usage) return true;
  const decided = contractDecider.decide({ type: 'RecordReading', reading: contract }, user.contract);
  return E.isRight(decided) && decided.right.length > 0;
};

/** Nobody tells of a re-enabling (FAQ Q1), of a termination whose answer was lost, or of a change that WeChat did not take. */
export const needsAttention = ({ usage, contract, unpushed, userId }: FaceUser): boolean =>
  usage === 'disabled' || contract.status === 'terminating' || (unpushed === true && userId !== undefined);
