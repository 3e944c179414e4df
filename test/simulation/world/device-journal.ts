import type { VoucherJournal } from '@facepay/device-emulator';
import type { SignedVoucher } from '@facepay/device-protocol';
import type { Life } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';

export interface JournalWatch {
  /** Which disk: numbers are unique on one. */
  readonly disk: string;
  readonly minted: (voucher: SignedVoucher, disk: string) => void;
  readonly removed: (sequence: number, hash: Uint8Array) => void;
  readonly losesPower: () => boolean;
}

/** Power may go just before or just after a voucher is kept (F-29). */
export const journalOfLife = (
  { note, count, conditions }: Simulation,
  life: Life,
  journal: VoucherJournal,
  watch: JournalWatch,
): VoucherJournal => {
  const step = <A>(what: string, act: () => A, port = 'journal'): A => {
    if (!life.alive()) throw new Error('no power');
    const { address, fault } = life.begin(port);
    const isFull = what === 'append' && conditions.isDiskFull(life.process.name);
    if (fault?.kind === 'refused' || isFull) {
      if (what === 'append') count('a terminal keeps nothing on a full disk');
      throw new Error('the disk is full');
    }
    if (fault?.kind === 'crash-before') {
      life.process.crash();
      throw new Error('no power');
    }
    const done = act();
    note(`${address} ${what}`);
    if (fault?.kind === 'crash-after' || (what === 'append' && watch.losesPower())) {
      count(`power cut after ${what}`);
      life.process.crash();
      throw new Error('no power');
    }
    return done;
  };
  return {
    ...journal,
    append: (seal) =>
      step('append', () => {
        const signed = journal.append(seal);
        watch.minted(signed, watch.disk);
        return signed;
      }),
    remove: (sequence, hash) =>
      step('remove', () => {
        const removed = journal.remove(sequence, hash);
        if (removed) watch.removed(sequence, hash);
        return removed;
      }),
    // A port of its own, so that what seeds draw for the vouchers' calls keeps its numbers.
    keepDenyList: (delta) => step('keepDenyList', () => journal.keepDenyList(delta), 'deny-list'),
  };
};
