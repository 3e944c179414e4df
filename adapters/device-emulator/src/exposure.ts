import type { SignedVoucher } from '@facepay/device-protocol';
import type { VoucherJournal } from './voucher-journal.ts';

/**
 * What was sold and not yet acknowledged, in fen: what the school stands to lose while the server cannot judge (INV-66).
 * Counted from the journal, so a restart counts the same.
 */
export interface Exposure {
  readonly ofPupil: (outUserId: string) => number;
  readonly total: () => number;
  /** How many vouchers wait. */
  readonly count: () => number;
  /** How long the first voucher of the queue has waited in this run of the program, milliseconds; 0 without one. */
  readonly waitedMs: () => number;
}

/** The journal, watched: every voucher kept in it or removed from it is counted. */
export const watchExposure = (
  journal: VoucherJournal,
  monotonicNow: () => number,
): { readonly journal: VoucherJournal; readonly exposure: Exposure } => {
  const waiting = new Map<number, { readonly outUserId: string; readonly fen: number; readonly sinceMs: number }>();
  const ofPupils = new Map<string, number>();
  let total = 0;
  const change = (outUserId: string, fen: number): void => {
    const left = (ofPupils.get(outUserId) ?? 0) + fen;
    total += fen;
    if (left === 0) ofPupils.delete(outUserId);
    else ofPupils.set(outUserId, left);
  };
  const add = ({ voucher: { sequence, outUserId, amountFen } }: SignedVoucher): void => {
    const fen = Number(amountFen);
    waiting.set(sequence, { outUserId, fen, sinceMs: monotonicNow() });
    change(outUserId, fen);
  };
  for (let page = journal.pending(0, pageSize); page.length > 0;) {
    for (const signed of page) add(signed);
    page = journal.pending(page.at(-1)?.voucher.sequence ?? Infinity, pageSize);
  }
  return {
    journal: {
      ...journal,
      append: (seal) => {
        const signed = journal.append(seal);
        add(signed);
        return signed;
      },
      remove: (sequence, hash) => {
        const removed = journal.remove(sequence, hash);
        const gone = waiting.get(sequence);
        if (removed && gone !== undefined) {
          waiting.delete(sequence);
          change(gone.outUserId, -gone.fen);
        }
        return removed;
      },
    },
    exposure: {
      ofPupil: (outUserId) => ofPupils.get(outUserId) ?? 0,
      total: () => total,
      count: () => waiting.size,
      waitedMs: () => {
        const first = waiting.values().next().value;
        return first === undefined ? 0 : monotonicNow() - first.sinceMs;
      },
    },
  };
};

const pageSize = 500;
