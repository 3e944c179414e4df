import type { Device } from '../device/device.ts';
import type { Fen } from '../kernel/fen.ts';
import type { CredentialHash } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** What a signed voucher says, before anybody judges it. */
export interface VoucherClaims {
  readonly keyEpoch: number;
  readonly sequence: number;
  /** Hex, 64 digits, both. */
  readonly previousHash: string;
  readonly hash: string;
  /** The signed bytes, base64. */
  readonly bytes: string;
  readonly organization: string;
  readonly subMchid: string;
  readonly outUserId: string;
  readonly userId: string;
  /** Nothing where the voucher carries no legal amount or time. */
  readonly amount: Fen | undefined;
  readonly saleAt: Instant | undefined;
  readonly credentialHash: CredentialHash;
  /** False for a truncated or re-encoded credential (BAD-46). */
  readonly credentialWhole: boolean;
}
export type ReadVoucher =
  | { readonly type: 'Voucher'; readonly claims: VoucherClaims }
  /** Not a voucher that this device signed: nothing of it is kept. */
  | { readonly type: 'NotAVoucher'; readonly reason: string };

export interface AcknowledgedVoucher {
  readonly device: string;
  readonly keyEpoch: number;
  readonly sequence: number;
  readonly hash: string;
}
/** A sale that no terminal of ours signed: its seller answers for it, and WeChat for the credential. */
export interface UnsignedSale {
  readonly organization: string;
  readonly outUserId: string;
  readonly userId: string;
  readonly terminal: string;
  readonly amount: Fen;
  readonly saleAt: Instant;
  readonly credential: string;
  readonly description: string;
}
export interface KeptSale {
  /** What `saleDetails` reads again; the same for the same sale. */
  readonly bytes: string;
  readonly hash: string;
  readonly credentialHash: CredentialHash;
  readonly credentialWhole: boolean;
}
/** The terminal protocol as the use cases need it (`docs/device-protocol.md`). */
export interface VoucherProtocol {
  /** Checks the device's signature over the very bytes; costly, so it happens before the transaction. */
  readonly read: (entry: unknown, device: Device) => Promise<ReadVoucher>;
  /** What is stored of a sale without a voucher. Pure. */
  readonly keep: (sale: UnsignedSale) => KeptSale;
  /** From stored bytes, as the terminal minted them, or as `keep` made them; nothing where they do not decode. */
  readonly saleDetails: (bytes: string) => { readonly credential: string; readonly description: string } | undefined;
  /** The signed text on which a terminal lets go of a voucher (INV-2). */
  readonly acknowledge: (voucher: AcknowledgedVoucher) => Promise<string>;
}
