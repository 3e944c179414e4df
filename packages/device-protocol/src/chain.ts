import { genesisHash, voucherHash } from './voucher.ts';
import type { SignedVoucher } from './voucher.ts';

/** The newest voucher known of one chain (device and key epoch). */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/** Before the first voucher. */
export const emptyChain: ChainHead = { sequence: 0, hash: genesisHash };

/**
 * How a voucher fits behind the head (INV-61, INV-62):
 * `continues` is the next link; `gap` leaves numbers open in between, which is no fault of this voucher;
 * `broken` is the next number on another predecessor, so two chains exist; `behind` is a number already passed: a repeat
 * when the stored voucher of that number has the same hash, a filled gap when there is none, else a conflict.
 */
export type ChainVerdict = 'continues' | 'gap' | 'broken' | 'behind';

export const chainVerdict = (head: ChainHead, signed: SignedVoucher): ChainVerdict => {
  const { sequence, previousHash } = signed.voucher;
  if (sequence <= head.sequence) return 'behind';
  if (sequence > head.sequence + 1) return 'gap';
  return Buffer.compare(previousHash, head.hash) === 0 ? 'continues' : 'broken';
};

/** The head once `signed` is accepted as the newest. */
export const chainHeadOf = (signed: SignedVoucher): ChainHead => ({
  sequence: signed.voucher.sequence,
  hash: voucherHash(signed),
});
