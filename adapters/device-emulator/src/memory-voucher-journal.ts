import { chainHeadOf, emptyChain, voucherHash } from '@facepay/device-protocol';
import type { ChainHead, SignedVoucher } from '@facepay/device-protocol';
import { assertContinues } from './assert-continues.ts';
import { changedDenyList } from './changed-deny-list.ts';
import type { DenyList, VoucherJournal } from './voucher-journal.ts';

/** The disk of a simulated device: hand the same one to the next journal and it is the device after a restart. */
export interface MemoryDisk {
  readonly vouchers: Map<number, SignedVoucher>;
  head: ChainHead;
  denyList: DenyList;
}

export const createMemoryDisk = (): MemoryDisk => ({
  vouchers: new Map(),
  head: emptyChain,
  denyList: { outUserIds: new Set() },
});

/** A journal without a disk, for simulation. */
export const createMemoryVoucherJournal = (disk: MemoryDisk = createMemoryDisk()): VoucherJournal => ({
  append: (seal) => {
    const signed = seal({ sequence: disk.head.sequence + 1, previousHash: disk.head.hash });
    assertContinues(disk.head, signed);
    disk.vouchers.set(signed.voucher.sequence, signed);
    disk.head = chainHeadOf(signed);
    return signed;
  },
  pending: (afterSequence, countMax) =>
    [...disk.vouchers.values()].filter(({ voucher }) => voucher.sequence > afterSequence).slice(0, countMax),
  remove: (sequence, hash) => {
    const kept = disk.vouchers.get(sequence);
    if (kept === undefined || Buffer.compare(voucherHash(kept), hash) !== 0) return false;
    return disk.vouchers.delete(sequence);
  },
  backlog: () => disk.vouchers.size,
  head: () => disk.head,
  denyList: () => disk.denyList,
  keepDenyList: (delta) => {
    disk.denyList = changedDenyList(disk.denyList, delta);
  },
  close: () => {},
});
