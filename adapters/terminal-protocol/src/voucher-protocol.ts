import {
  decodeUploadEntry,
  createPublicKeys,
  readAmountFen,
  readInstantMs,
  type SignBytes,
  signAcknowledgement,
  type SignedVoucher,
  type VerifySignature,
  verifyVoucher,
  voucherHash,
  credentialHash,
} from '@facepay/device-protocol';
import {
  type CredentialHash,
  Fen,
  Instant,
  type ReadVoucher,
  type VoucherClaims,
  type VoucherProtocol,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { KeyObject } from 'node:crypto';
import { credentialWhole } from './credential-whole.ts';
import { detailsOfKeptSale, keptSale } from './kept-sale.ts';

export interface VoucherProtocolDeps {
  /** Ed25519 key that signs acknowledgements, and its name in the ack-keys document. */
  readonly ackKey: KeyObject;
  readonly ackKeyId: string;
  /** On the thread pool in a server, in the calling thread in a simulation. */
  readonly verify: VerifySignature;
  readonly sign: SignBytes;
}

/** The terminal's side of the port: bytes of `docs/device-protocol.md` to claims that the use cases judge. */
export const createVoucherProtocol = (deps: VoucherProtocolDeps): VoucherProtocol => {
  const publicKeys = createPublicKeys();
  return {
    read: async (entry, device): Promise<ReadVoucher> => {
      const signed = decodeUploadEntry(entry);
      if (E.isLeft(signed)) return { type: 'NotAVoucher', reason: signed.left.reason };
      if (signed.right.voucher.deviceId !== device.deviceId)
        return { type: 'NotAVoucher', reason: 'of another device' };
      const key = publicKeys(device.publicKey);
      if (key === undefined || !(await verifyVoucher(signed.right, key, deps.verify)))
        return { type: 'NotAVoucher', reason: 'not signed by this device' };
      return { type: 'Voucher', claims: claimsOf(signed.right) };
    },
    keep: keptSale,
    saleDetails: (bytes) => {
      const signed = decodeUploadEntry(bytes);
      return E.isLeft(signed)
        ? detailsOfKeptSale(bytes)
        : { credential: signed.right.voucher.credential, description: signed.right.voucher.description };
    },
    acknowledge: ({ device, keyEpoch, sequence, hash }) =>
      signAcknowledgement(
        { ackKeyId: deps.ackKeyId, deviceId: device, keyEpoch, sequence, voucherHash: Buffer.from(hash, 'hex') },
        deps.ackKey,
        deps.sign,
      ),
  };
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const claimsOf = (signed: SignedVoucher): VoucherClaims => {
  const { voucher } = signed;
  const amount = readAmountFen(voucher.amountFen);
  const saleAt = readInstantMs(voucher.saleAtMs);
  return {
    keyEpoch: voucher.keyEpoch,
    sequence: voucher.sequence,
    previousHash: hex(voucher.previousHash),
    hash: hex(voucherHash(signed)),
    bytes: Buffer.from(signed.bytes).toString('base64'),
    organization: voucher.organizationId,
    subMchid: voucher.subMchid,
    outUserId: voucher.outUserId,
    userId: voucher.userId,
    amount: E.isRight(amount) && Fen.is(amount.right) ? amount.right : undefined,
    saleAt: E.isRight(saleAt) && Instant.is(saleAt.right) ? saleAt.right : undefined,
    credentialHash: hex(credentialHash(voucher.credential)) as CredentialHash,
    credentialWhole: credentialWhole(voucher.credential),
  };
};
