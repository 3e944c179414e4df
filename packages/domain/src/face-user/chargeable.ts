import type { FaceUser } from './face-user.ts';

export type NotChargeable =
  | { readonly type: 'ContractMissing' }
  | { readonly type: 'ContractEnded' }
  | { readonly type: 'UserDisabled' };

/** INV-35, INV-37: once a termination or disabling is stored here, no new attempt for that user begins. */
export const notChargeable = (user: FaceUser): NotChargeable | undefined => {
  if (user.blockedAt !== undefined) return { type: 'UserDisabled' };
  switch (user.contract.status) {
    case 'absent':
      return { type: 'ContractMissing' };
    case 'terminating':
    case 'terminated':
      return { type: 'ContractEnded' };
    case 'signed':
      return user.usage === 'disabled' ? { type: 'UserDisabled' } : undefined;
  }
};
