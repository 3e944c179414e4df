export type {
  PayscorePermission,
  PermissionCommand,
  PermissionDecider,
  PermissionEvent,
  PermissionOf,
  PermissionReading,
  PermissionRejection,
  PermissionState,
  PermissionStatus,
} from './payscore-permission.ts';
