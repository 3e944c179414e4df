import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { PermissionDecider } from './payscore-permission.ts';

export { checkPermissionReason } from './decide.ts';
export {
  type PayscorePermission,
  type PermissionCommand,
  type PermissionDecider,
  type PermissionEvent,
  type PermissionOf,
  type PermissionReading,
  type PermissionRejection,
  type PermissionState,
  type PermissionStatus,
  permissionTokenOf,
} from './payscore-permission.ts';
export const permissionDecider: PermissionDecider = { initial: undefined, decide, evolve };
