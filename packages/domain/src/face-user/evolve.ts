import { contractDecider } from '../contract/index.ts';
import type { FaceUser, FaceUserDecider, FaceUserEvent } from './face-user.ts';

export const evolve: FaceUserDecider['evolve'] = (user, event) => {
  if (event.type === 'MemberPut') {
    const { organization, outUserId, profile } = event;
    return user === undefined
      ? { ...unseen, organization, outUserId, profile }
      : { ...user, profile, version: user.version + 1 };
  }
  if (user === undefined) return user; // nothing but a roster entry makes a member (INV-52)
  return { ...user, ...changed(user, event), version: user.version + 1 };
};

const changed = (user: FaceUser, event: Exclude<FaceUserEvent, { type: 'MemberPut' }>): Partial<FaceUser> => {
  switch (event.type) {
    case 'UserRead':
      return { userId: event.userId, faceImage: event.faceImage, usage: event.usage, readAt: event.at };
    case 'AdvanceOpened':
      return { debts: [...user.debts, event.deduction] };
    case 'AdvanceRepaid':
      return { debts: user.debts.filter((debt) => debt !== event.deduction) };
    case 'MemberLimitsSet':
      return { limits: event.limits };
    case 'ContractSigned':
    case 'ContractDowngraded':
    case 'ContractTerminationRequested':
    case 'ContractTerminated':
      return { contract: contractDecider.evolve(user.contract, event) };
  }
};

const unseen: Pick<FaceUser, 'faceImage' | 'contract' | 'usage' | 'debts' | 'version'> = {
  faceImage: 'unknown',
  contract: { status: 'absent' },
  usage: 'unknown',
  debts: [],
  version: 1,
};
