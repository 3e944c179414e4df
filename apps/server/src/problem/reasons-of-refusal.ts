import { reasonOfBar, type ReasonCode } from '@facepay/domain';
import type { Refusal } from './refusal.ts';

/** The reasons behind a refusal that is about a member, in the words of `canPay`; none of any other refusal. */
export const reasonsOfRefusal = (refusal: Refusal): readonly ReasonCode[] => {
  switch (refusal.type) {
    case 'ContractEnded':
    case 'UserDisabled':
      return [reasonOfBar(refusal)];
    case 'MemberInDebt':
      return ['open-advances'];
    case 'ContractNotSigned':
      return ['contract-missing'];
    case 'ContractAlreadyTerminated':
      return ['contract-ended'];
    default:
      return [];
  }
};
