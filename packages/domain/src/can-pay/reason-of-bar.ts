import type { NotChargeable } from '../face-user/index.ts';
import type { ReasonCode } from './reasons.ts';

/** What a refusal to charge a member is called in the table of reasons. */
export const reasonOfBar = (bar: NotChargeable): ReasonCode => {
  switch (bar.type) {
    case 'ContractMissing':
      return 'contract-missing';
    case 'ContractEnded':
      return bar.ending ? 'contract-ending' : 'contract-ended';
    case 'UserDisabled':
      return bar.by === 'us' ? 'blocked-by-us' : 'disabled-by-wechat';
  }
};
