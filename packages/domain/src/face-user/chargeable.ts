import type { FaceUser } from './face-user.ts';

export type NotChargeable =
  | { readonly type: 'ContractMissing' }
  /** `ending`: asked for here and not yet told by WeChat. */
  | { readonly type: 'ContractEnded'; readonly ending: boolean }
  /** WeChat's word and ours are kept apart: each is lifted by another hand. */
  | { readonly type: 'UserDisabled'; readonly by: 'us' | 'wechat' };

/** INV-35, INV-37: once a termination or disabling is stored here, no new attempt for that user begins. */
export const notChargeable = (user: FaceUser): NotChargeable | undefined => {
  if (user.blockedAt !== undefined) return { type: 'UserDisabled', by: 'us' };
  switch (user.contract.status) {
    case 'absent':
      return { type: 'ContractMissing' };
    case 'terminating':
    case 'terminated':
      return { type: 'ContractEnded', ending: user.contract.status === 'terminating' };
    case 'signed':
      return user.usage === 'disabled' ? { type: 'UserDisabled', by: 'wechat' } : undefined;
  }
};
