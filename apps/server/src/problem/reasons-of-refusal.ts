import { reasonOfBar, type ReasonCode } from '@facepay/domain';
import type { Refusal } from './refusal.ts';

/** The reasons behind a refusal that is about a member, in the words of `canPay`; none of any other refusal. */
export const reasonsOfRefusal = (refusal: Refusal): readonly ReasonCode[] => {
  if (refusal.type === 'ContractEnded' || refusal.type === 'UserDisabled') return [reasonOfBar(refusal)];
  if (refusal.type === 'MemberInDebt') return ['open-advances'];
  if (refusal.type === 'ContractNotSigned') return ['contract-missing'];
  return refusal.type === 'ContractAlreadyTerminated' ? ['contract-ended'] : [];
};
