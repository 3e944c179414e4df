import type { VoucherJournal } from '@facepay/device-emulator';
import type { Life } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { VoucherWitness } from '../oracles/voucher-witness.ts';

/** Power may go just before or just after a voucher is kept (F-29). */
export const journalOfLife = (
  { note, count }: Simulation,
  life: Life,
  journal: VoucherJournal,
  witness: VoucherWitness,
  of: { readonly deviceId: string; readonly disk: string },
): VoucherJournal => {
  const step = <A>(what: string, act: () => A): A => {
    if (!life.alive()) throw new Error('no power');
    const { address, fault } = life.begin('journal');
    if (fault?.kind === 'refused' && what === 'append') throw new Error('the disk is full');
    if (fault?.kind === 'crash-before') {
      life.process.crash();
      throw new Error('no power');
    }
    const done = act();
    note(`${address} ${what}`);
    if (fault?.kind === 'crash-after') {
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
        witness.minted(signed, of.disk);
        return signed;
      }),
    remove: (sequence, hash) =>
      step('remove', () => {
        const removed = journal.remove(sequence, hash);
        if (removed) witness.removed(of.deviceId, sequence, hash);
        return removed;
      }),
  };
};
