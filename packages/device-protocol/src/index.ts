/** What a terminal and the server agree on; `docs/device-protocol.md` describes it byte by byte. */
export { ackKeysDocument, AckKeysDocument, readAckKeys } from './ack-keys.ts';
export {
  decodeAcknowledgement,
  encodeAcknowledgement,
  signAcknowledgement,
  verifyAcknowledgement,
} from './acknowledgement.ts';
export type { Acknowledgement, AcknowledgementRefusal } from './acknowledgement.ts';
export { chainHeadOf, chainVerdict, emptyChain } from './chain.ts';
export type { ChainHead, ChainVerdict } from './chain.ts';
export { amountFenMax, readAmountFen, readDurationMs, readInstantMs, readRecogMode } from './claims.ts';
export type { Illegal, RecogMode } from './claims.ts';
export { contentDigest } from './content-digest.ts';
export { DenyListChange, denyListChangesMax, DenyListDelta } from './deny-list.ts';
export {
  createPublicKeys,
  decodePublicKey,
  encodePublicKey,
  keyPairFromSeed,
  signEd25519Pool,
  signEd25519Sync,
  verifyEd25519Pool,
  verifyEd25519Sync,
} from './ed25519.ts';
export type { Ed25519KeyPair, SignBytes, VerifySignature } from './ed25519.ts';
export type { Unreadable } from './fields.ts';
export { hashBytes } from './hash.ts';
export { Heartbeat, HeartbeatAnswer } from './heartbeat.ts';
export { signedComponents, signTerminalRequest, windowSeconds } from './request-signature.ts';
export type { SignatureHeaders, TerminalRequest, TerminalSigning } from './request-signature.ts';
export {
  decodeUploadEntry,
  encodeUploadEntry,
  UploadAnswer,
  UploadBody,
  uploadBytesMax,
  uploadEntriesMax,
  UploadResult,
  UploadStatus,
} from './upload.ts';
export { verifyTerminal } from './verify-terminal.ts';
export type {
  IncomingHeaders,
  IncomingTerminalRequest,
  TerminalRefusal,
  TerminalVerification,
  VerifiedTerminal,
} from './verify-terminal.ts';
export {
  credentialHash,
  decodeVoucher,
  encodeVoucher,
  genesisHash,
  hashSizeBytes,
  signatureBytes,
  splitSignedVoucher,
  voucherBytesMax,
  voucherHash,
} from './voucher.ts';
export type { SignedVoucher, Voucher } from './voucher.ts';
export { signVoucher, verifyVoucher } from './voucher-signature.ts';
