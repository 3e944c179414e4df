import { chainVerdict } from '@facepay/device-protocol';
import type { ChainHead, SignedVoucher } from '@facepay/device-protocol';

/** A journal must not keep a voucher that breaks its own chain; sealing one is a programmer error. */
export const assertContinues = (head: ChainHead, signed: SignedVoucher): void => {
  if (chainVerdict(head, signed) !== 'continues') throw new Error('a sealed voucher must take the place it was given');
};
