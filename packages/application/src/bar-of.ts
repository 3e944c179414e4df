import { type DenyPolicy, type FaceUser, notChargeable, type NotChargeable, owesTooMuch } from '@facepay/domain';

/** Nothing is charged to this member now, so sending would only hold the sale (again). */
export type MemberBarred =
  | Exclude<NotChargeable, { readonly type: 'ContractMissing' }>
  /** The school charges nobody with so many open advances (FAQ 5.10). */
  | { readonly type: 'MemberInDebt'; readonly openAdvances: number };

/** BAD-56. A contract that we have not read is read before the first request, so its absence here bars nothing. */
export const barOf = (member: FaceUser, policy: DenyPolicy): MemberBarred | undefined => {
  const reason = notChargeable(member);
  if (reason !== undefined && reason.type !== 'ContractMissing') return reason;
  return owesTooMuch(member, policy) ? { type: 'MemberInDebt', openAdvances: member.debts.length } : undefined;
};
