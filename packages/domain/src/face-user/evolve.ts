import { contractDecider } from '../contract/index.ts';
import type { FaceUser, FaceUserDecider, FaceUserEvent } from './face-user.ts';

export const evolve: FaceUserDecider['evolve'] = (user, event) => {
  if (event.type === 'MemberPut') {
    const { organization, outUserId, profile } = event;
    if (user === undefined) return { ...unseen, organization, outUserId, profile };
    const { erasedAt: _, ...rest } = user; // enrolled again
    return { ...rest, profile, unpushed: true, version: user.version + 1 }; // the parent may have shown WeChat the old one
  }
  if (user === undefined) return user; // nothing but a roster entry makes a member (INV-52)
  return { ...changed(user, event), version: user.version + 1 };
};

const changed = (user: FaceUser, event: Exclude<FaceUserEvent, { type: 'MemberPut' }>): FaceUser => {
  switch (event.type) {
    case 'UserRead':
      return { ...user, userId: event.userId, faceImage: event.faceImage, usage: event.usage, readAt: event.at };
    case 'AdvanceOpened':
      return { ...user, debts: [...user.debts, event.deduction] };
    case 'AdvanceRepaid':
      return { ...user, debts: user.debts.filter((debt) => debt !== event.deduction) };
    case 'MemberBlocked':
      return { ...user, blockedAt: event.at };
    case 'MemberErased': {
      const { unpushed: _, ...rest } = user;
      const profile = { name: '', phone: '', userType: user.profile.userType, classOrPost: '' };
      return { ...rest, profile, erasedAt: event.at };
    }
    case 'MemberUnblocked': {
      const { blockedAt: _, ...rest } = user;
      return rest;
    }
    case 'ProfilePushed': {
      const { unpushed: _, ...rest } = user;
      return rest;
    }
    case 'MemberLimitsSet':
      return { ...user, limits: event.limits };
    case 'DebtWarned': // told, and nothing of it changes the member
      return user;
    case 'MemberDenied':
      return { ...user, deny: { denied: true, listVersion: event.listVersion } };
    case 'MemberAllowed':
      return { ...user, deny: { denied: false, listVersion: event.listVersion } };
    case 'ContractSigned':
    case 'ContractDowngraded':
    case 'ContractTerminationRequested':
    case 'ContractTerminationRefused':
    case 'ContractTerminated':
      return { ...user, contract: contractDecider.evolve(user.contract, event) };
  }
};

const unseen: Pick<FaceUser, 'faceImage' | 'contract' | 'usage' | 'debts' | 'version'> = {
  faceImage: 'unknown',
  contract: { status: 'absent' },
  usage: 'unknown',
  debts: [],
  version: 1,
};
