import type { CredentialHash, DeductionId, DeductionNo, DeviceId, OrganizationId, VoucherId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** An acknowledged voucher, byte for byte, for ever (INV-1). Key: the voucher's id. */
export interface StoredVoucher {
  readonly id: VoucherId;
  readonly device: DeviceId;
  readonly sequence: number;
  /** The signed bytes, base64. Holds a credential, so it is kept encrypted. */
  readonly bytes: string;
  /** SHA-256 of the signed bytes, hex. */
  readonly hash: string;
  readonly deduction: DeductionId;
  readonly receivedAt: Instant;
}
/** A second voucher under a number that is taken: kept, never charged by itself (INV-4). Key: `voucherId/hash`. */
export interface Evidence {
  readonly voucher: VoucherId;
  readonly bytes: string;
  readonly hash: string;
  readonly reason: 'same-number' | 'same-credential' | 'wrong-previous-hash' | 'sequence-backwards';
  readonly receivedAt: Instant;
}
/** Who used a credential first (INV-63). Key: the credential's hash. */
export interface CredentialUse {
  readonly hash: CredentialHash;
  readonly organization: OrganizationId;
  readonly voucher: VoucherId;
  readonly deduction: DeductionId;
}
/** From the number WeChat knows to the deduction it belongs to. Key: the number. */
export interface DeductionNumber {
  readonly no: DeductionNo;
  readonly organization: OrganizationId;
  readonly deduction: DeductionId;
}
/** One request to WeChat, counted before it leaves (INV-8). Key: `deductionId/fence`. */
export interface Attempt {
  readonly deduction: DeductionId;
  readonly no: DeductionNo;
  readonly at: Instant;
  /** The exact bytes, on the first attempt of a generation; later ones name that one (INV-6). Kept encrypted. */
  readonly body?: string;
  readonly bodyOf: string;
}
/**
 * A terminal's permission from WeChat, at most an hour old (INV-67). Key: `deviceId/subMchid`; of an online face terminal
 * `face/` and what the permission is bound to.
 */
export interface AuthinfoGrant {
  readonly device: DeviceId;
  readonly authinfo: string;
  readonly until: Instant;
  /** From here on another one is asked for, and this one serves where none comes. */
  readonly renewAt?: Instant;
}
/**
 * What a request under an idempotency key was answered with: whoever repeats it gets these very bytes, and nothing is done
 * again (INV-97). Kept in the transaction of its effect. Key: a hash of who asked, where, and their key.
 */
export interface KeptAnswer {
  /** SHA-256 of the request's target and body, hex: the same key with another request is refused. */
  readonly request: string;
  /** May hold an operator's words, so it is kept encrypted. */
  readonly body: string;
  readonly at: Instant;
}
/** How far a reader of numbered events has come. Key: the reader's name. */
export interface Cursor {
  readonly position: number;
}
