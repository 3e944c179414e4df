import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { VerifySignature } from './ed25519.ts';
import { encodeVoucher, joinSignedVoucher } from './voucher.ts';
import type { SignedVoucher, Voucher } from './voucher.ts';

/** Seals a sale. Ed25519 is deterministic: the same voucher and key give the same bytes. */
export const signVoucher = (voucher: Voucher, deviceKey: KeyObject): SignedVoucher => {
  const body = encodeVoucher(voucher);
  return joinSignedVoucher(voucher, body, sign(null, body, deviceKey));
};

/** Whether the device that owns `publicKey` signed exactly these bytes. */
export const verifyVoucher = (
  signed: Pick<SignedVoucher, 'body' | 'signature'>,
  publicKey: KeyObject,
  verify: VerifySignature,
): Promise<boolean> => verify(publicKey, signed.body, signed.signature);
