import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { hashBytes } from './hash.ts';
import { joinFields, readCounter, readText, splitFields, textField, unreadable } from './fields.ts';
import type { Unreadable } from './fields.ts';

/**
 * What a terminal swears to: one sale, bound to the pupil by WeChat's payment credential and to its predecessor by a hash.
 * The four text values a device may get wrong stay as written; `claims.ts` judges them.
 */
export interface Voucher {
  readonly deviceId: string;
  /** Which of the device's successive keys signed, from 1. A new key starts a new chain. */
  readonly keyEpoch: number;
  /** Position in the chain of this device and key epoch, from 1, never reused (INV-65). */
  readonly sequence: number;
  /** `voucherHash` of the previous voucher of the chain, {@link genesisHash} for the first. */
  readonly previousHash: Uint8Array;
  readonly organizationId: string;
  readonly subMchid: string;
  readonly outUserId: string;
  readonly userId: string;
  /** As written; legal when `readAmountFen` says so. */
  readonly amountFen: string;
  /** Sale time as written, epoch milliseconds; legal when `readInstantMs` says so. */
  readonly saleAtMs: string;
  /** How far the sale time may be off either way, milliseconds as written. */
  readonly clockUncertaintyMs: string;
  /** As written; `0` or `1` when legal (`readRecogMode`). */
  readonly recogMode: string;
  /** WeChat's payment credential (扣款凭证), base64 text of some 4,300 characters, exactly as the face SDK gave it. */
  readonly credential: string;
  /** What the bill shows. */
  readonly description: string;
}

/** A voucher as it travels: the exact bytes, and what they say. */
export interface SignedVoucher {
  readonly voucher: Voucher;
  /** `body` followed by `signature`: what is uploaded, stored, hashed and compared. */
  readonly bytes: Uint8Array;
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

/** Kind and layout version: the first four bytes of a voucher. */
const voucherMagic = 'FPV1';
export const signatureBytes = 64;
export const hashSizeBytes = 32;
/** Longest signed voucher a server reads. */
export const voucherBytesMax = 16 * 1024;
/** What the first voucher of a chain names as its predecessor: 32 zero bytes. */
export const genesisHash: Uint8Array = new Uint8Array(hashSizeBytes);

/** The bytes a device signs (`docs/device-protocol.md` §2). */
export const encodeVoucher = (voucher: Voucher): Uint8Array =>
  joinFields(voucherMagic, [
    textField(voucher.deviceId),
    textField(String(voucher.keyEpoch)),
    textField(String(voucher.sequence)),
    voucher.previousHash,
    textField(voucher.organizationId),
    textField(voucher.subMchid),
    textField(voucher.outUserId),
    textField(voucher.userId),
    textField(voucher.amountFen),
    textField(voucher.saleAtMs),
    textField(voucher.clockUncertaintyMs),
    textField(voucher.recogMode),
    textField(voucher.credential),
    textField(voucher.description),
  ]);

/** Cuts the signature off. Enough to check a signature on a body this version cannot read, so it can be kept (INV-18). */
export const splitSignedVoucher = (
  bytes: Uint8Array,
): E.Either<Unreadable, { readonly body: Uint8Array; readonly signature: Uint8Array }> => {
  if (bytes.length > voucherBytesMax) return unreadable(`longer than ${voucherBytesMax} bytes`);
  if (bytes.length <= signatureBytes) return unreadable('shorter than a signature');
  const cut = bytes.length - signatureBytes;
  return E.right({ body: bytes.subarray(0, cut), signature: bytes.subarray(cut) });
};

/** Reads a signed voucher without judging its signature or its values. */
export const decodeVoucher = (bytes: Uint8Array): E.Either<Unreadable, SignedVoucher> =>
  pipe(
    splitSignedVoucher(bytes),
    E.flatMap(({ body, signature }) =>
      pipe(
        decodeBody(body),
        E.map((voucher) => ({ voucher, bytes, body, signature })),
      ),
    ),
  );

/** Puts body and signature together; see `signVoucher`. */
export const joinSignedVoucher = (voucher: Voucher, body: Uint8Array, signature: Uint8Array): SignedVoucher => ({
  voucher,
  body,
  signature,
  bytes: Buffer.concat([body, signature]),
});

/** SHA-256 of the signed bytes: the name the next voucher and the acknowledgement use. */
export const voucherHash = (signed: { readonly bytes: Uint8Array }): Uint8Array => hashBytes(signed.bytes);

/** SHA-256 of the credential's text: one credential is one charge, whoever uploads it (INV-4, INV-63). */
export const credentialHash = (credential: string): Uint8Array => hashBytes(textField(credential));

const decodeBody = (body: Uint8Array): E.Either<Unreadable, Voucher> => {
  const fields = splitFields(voucherMagic, 14, body);
  if (E.isLeft(fields)) return fields;
  const previousHash = fields.right[3];
  if (previousHash?.length !== hashSizeBytes) return unreadable('previous hash is not 32 bytes');
  const texts: string[] = [];
  for (const [index, field] of fields.right.entries()) {
    const text = index === 3 ? E.right('') : readText(field);
    if (E.isLeft(text)) return text;
    texts.push(text.right);
  }
  const keyEpoch = readCounter(texts[1] ?? '');
  if (E.isLeft(keyEpoch)) return keyEpoch;
  const sequence = readCounter(texts[2] ?? '');
  if (E.isLeft(sequence)) return sequence;
  const [deviceId = '', , , , organizationId = '', subMchid = '', outUserId = '', userId = ''] = texts;
  const [amountFen = '', saleAtMs = '', clockUncertaintyMs = '', recogMode = '', credential = '', description = ''] =
    texts.slice(8);
  return E.right({
    deviceId,
    keyEpoch: keyEpoch.right,
    sequence: sequence.right,
    previousHash,
    organizationId,
    subMchid,
    outUserId,
    userId,
    amountFen,
    saleAtMs,
    clockUncertaintyMs,
    recogMode,
    credential,
    description,
  });
};
