import type { Records } from '@facepay/domain';

/** Who may not be charged as far as is stored, and what was sold to them since (INV-37). */
export interface ClosedMembers {
  readonly member: (to: Records['member']) => void;
  readonly sale: (to: Records['deduction']) => void;
  /** Sales that came in after the end, of members who were not opened again. */
  readonly stale: ReadonlySet<string>;
}

export const createClosedMembers = (): ClosedMembers => {
  const salesOf = new Map<string, Set<string>>();
  const stale = new Set<string>();
  return {
    member: (to) => {
      const sales = salesOf.get(to.outUserId);
      if (isClosed(to)) return sales === undefined ? void salesOf.set(to.outUserId, new Set()) : undefined;
      for (const id of sales ?? []) stale.delete(id);
      salesOf.delete(to.outUserId);
    },
    sale: ({ id, outUserId }) => {
      const sales = salesOf.get(outUserId);
      if (sales === undefined) return;
      sales.add(id);
      stale.add(id);
    },
    stale,
  };
};

/** Written down once more: an end or a block that is stored (INV-35, INV-42). */
export const isClosed = ({ contract, usage, blockedAt }: Records['member']): boolean =>
  contract.status === 'terminating' ||
  contract.status === 'terminated' ||
  usage === 'disabled' ||
  blockedAt !== undefined;
