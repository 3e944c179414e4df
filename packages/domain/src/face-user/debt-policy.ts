import type { DenyPolicy, FaceUser, FaceUserEvent } from './face-user.ts';

/**
 * What a school does with a pupil whose meals WeChat advanced and nobody repaid (垫资, FAQ 5.8 and 5.10). WeChat stops by
 * itself after three open advances; a school may stop sooner.
 */
export type DebtPolicy =
  /** Recorded, and nothing else. */
  | { readonly type: 'allow' }
  /** Told at each new advance, before the pupil cannot eat (FAQ Q2). */
  | { readonly type: 'warn' }
  /** Turned away by terminals and not charged, from so many open advances on (1 to 3). */
  | { readonly type: 'block'; readonly atOpenAdvances: number };

/** What holds in an organization: its own word, or the installation's where it has said nothing. */
export const denyPolicyOf = (
  organization: { readonly debtPolicy?: DebtPolicy } | undefined,
  installation: DenyPolicy,
): DenyPolicy => {
  const own = organization?.debtPolicy;
  if (own === undefined) return installation;
  return own.type === 'block' ? { denyAtOpenAdvances: own.atOpenAdvances } : {};
};

/** INV-42: so many advances are open that the school turns this one away. */
export const owesTooMuch = ({ debts }: Pick<FaceUser, 'debts'>, { denyAtOpenAdvances }: DenyPolicy): boolean =>
  denyAtOpenAdvances !== undefined && debts.length >= denyAtOpenAdvances;

/** The warning that a change of a member calls for, where its school wants to be warned. */
export const debtWarning = (
  before: FaceUser | undefined,
  after: FaceUser | undefined,
  policy: DebtPolicy | undefined,
): readonly FaceUserEvent[] =>
  policy?.type === 'warn' && after !== undefined && after.debts.length > (before?.debts.length ?? 0)
    ? [{ type: 'DebtWarned', openAdvances: after.debts.length }]
    : [];
