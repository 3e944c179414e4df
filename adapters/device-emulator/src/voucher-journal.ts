import type { ChainHead, DenyListDelta, SignedVoucher } from '@facepay/device-protocol';

/** What the next voucher has to say about its place in the chain. */
export interface ChainPlace {
  readonly sequence: number;
  readonly previousHash: Uint8Array;
}

/** Who may not pay here, as of one version of the server's list (INV-42). */
export interface DenyList {
  /** Absent until the first answer: then the server is asked for everything. */
  readonly version?: number;
  readonly outUserIds: ReadonlySet<string>;
}

/**
 * The device's durable queue of vouchers, and the head of its chain; beside them its deny list. One journal belongs to one device key: every voucher in
 * it continues the one before. The calls are synchronous, so that nothing can come between sealing a voucher and keeping it.
 */
export interface VoucherJournal {
  /**
   * Seals the next voucher and keeps it. When this returns the voucher is durable and its number is spent (INV-65);
   * when it throws nothing is kept and the number is still free. `seal` must use exactly the place it is given.
   */
  readonly append: (seal: (place: ChainPlace) => SignedVoucher) => SignedVoucher;
  /** Vouchers not yet acknowledged with a number above `afterSequence`, in chain order. */
  readonly pending: (afterSequence: number, countMax: number) => readonly SignedVoucher[];
  /** Forgets the voucher of that number if it has exactly that hash; says whether there was one (INV-2). */
  readonly remove: (sequence: number, voucherHash: Uint8Array) => boolean;
  /** How many vouchers wait for an acknowledgement. */
  readonly backlog: () => number;
  /** Kept when the queue is empty: numbers go on after everything is acknowledged. */
  readonly head: () => ChainHead;
  readonly denyList: () => DenyList;
  /** Applies an answer of the server, whole or not at all; durable when this returns. */
  readonly keepDenyList: (delta: Omit<DenyListDelta, 'more'>) => void;
  readonly close: () => void;
}
