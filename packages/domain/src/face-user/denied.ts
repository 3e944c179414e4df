import { owesTooMuch } from './debt-policy.ts';
import type { DenyPolicy, FaceUser } from './face-user.ts';

/**
 * Whether terminals must turn this one away (INV-42): contract ended or ending, disabled by us or by WeChat, or too many
 * open advances where that is configured. Who never signed is in no terminal's gallery, and on no list.
 */
export const isDenied = (user: FaceUser, policy: DenyPolicy): boolean =>
  user.blockedAt !== undefined ||
  user.usage === 'disabled' ||
  user.contract.status === 'terminating' ||
  user.contract.status === 'terminated' ||
  owesTooMuch(user, policy);
