import type { PayscorePermission, PermissionDecider, PermissionEvent } from './payscore-permission.ts';

export const evolve: PermissionDecider['evolve'] = (permission, event) => {
  if (event.type === 'PermissionRequested') {
    const { code, notifyUrl, by, at } = event;
    return { code, notifyUrl, by, status: 'requested', requestedAt: at, version: 1 };
  }
  if (permission === undefined) throw new Error(`${event.type} without a permission`);
  return { ...changed(permission, event), version: permission.version + 1 };
};

const changed = (
  permission: PayscorePermission,
  event: Exclude<PermissionEvent, { type: 'PermissionRequested' }>,
): PayscorePermission => {
  switch (event.type) {
    case 'PermissionTokenGiven':
      return { ...permission, token: { text: event.token, at: event.at } };
    case 'PermissionRead':
      return { ...permission, status: event.status, answeredAt: event.at };
    case 'PermissionOpened': {
      const { openid = permission.openid, openedAt, at } = event;
      return {
        ...permission,
        status: 'available',
        openedAt,
        answeredAt: at,
        ...(openid === undefined ? {} : { openid }),
      };
    }
    case 'PermissionClosed':
      return { ...permission, status: 'unavailable', closedAt: event.closedAt, answeredAt: event.at };
  }
};
