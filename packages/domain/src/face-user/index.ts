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
  TerminationPolicy,
  Usage,
  UserReading,
  WhileOwing,
} from './face-user.ts';
export { isNews, needsAttention } from './sweeping.ts';
export const faceUserDecider: FaceUserDecider = { initial: undefined, decide, evolve };
