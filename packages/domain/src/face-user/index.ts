import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { FaceUserDecider } from './face-user.ts';

export { type NotChargeable, notChargeable } from './chargeable.ts';
export { type DebtPolicy, debtWarning, denyPolicyOf, owesTooMuch } from './debt-policy.ts';
export { isDenied } from './denied.ts';
export type {
  DenyMark,
  DenyPolicy,
  FaceImage,
  FaceUser,
  FaceUserCommand,
  FaceUserEvent,
  FaceUserRejection,
  GuardianConsent,
  Profile,
  Usage,
  UserReading,
} from './face-user.ts';
export const faceUserDecider: FaceUserDecider = { initial: undefined, decide, evolve };
