import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { SignBytes, VerifySignature } from './ed25519.ts';
import { joinFields, readBase64, readCounter, readText, splitFields, textField, unreadable } from './fields.ts';
import type { Unreadable } from './fields.ts';
import { hashSizeBytes, signatureBytes } from './voucher.ts';

/** The server's word that a voucher is durable (INV-1). A device removes a voucher only on this (INV-2). */
export interface Acknowledgement {
  /** Which key of the ack-keys document signed. */
  readonly ackKeyId: string;
  readonly deviceId: string;
  readonly keyEpoch: number;
  readonly sequence: number;
  /** `voucherHash` of the bytes that are durable: another voucher of the same number is not acknowledged by it. */
  readonly voucherHash: Uint8Array;
}

export type AcknowledgementRefusal =
  | Unreadable
  | { readonly type: 'UnknownAckKey'; readonly ackKeyId: string }
  | { readonly type: 'AcknowledgementForged'; readonly ackKeyId: string };

const acknowledgementMagic = 'FPA1';

/** Base64 text of body and signature (`docs/device-protocol.md` §4). */
export const signAcknowledgement = async (
  acknowledgement: Acknowledgement,
  ackKey: KeyObject,
  sign: SignBytes,
): Promise<string> => {
  const body = encodeAcknowledgement(acknowledgement);
  return Buffer.concat([body, await sign(ackKey, body)]).toString('base64');
};

/** What a device may believe of an upload answer. `keyOf` looks in the ack-keys document it holds. */
export const verifyAcknowledgement = async (
  text: string,
  keyOf: (ackKeyId: string) => KeyObject | undefined,
  verify: VerifySignature,
): Promise<E.Either<AcknowledgementRefusal, Acknowledgement>> => {
  const bytes = readBase64(text);
  if (E.isLeft(bytes)) return bytes;
  const cut = bytes.right.length - signatureBytes;
  if (cut <= 0) return unreadable('shorter than a signature');
  const body = bytes.right.subarray(0, cut);
  const decoded = decodeAcknowledgement(body);
  if (E.isLeft(decoded)) return decoded;
  const { ackKeyId } = decoded.right;
  const key = keyOf(ackKeyId);
  if (key === undefined) return E.left({ type: 'UnknownAckKey', ackKeyId });
  const genuine = await verify(key, body, bytes.right.subarray(cut));
  return genuine ? decoded : E.left({ type: 'AcknowledgementForged', ackKeyId });
};

export const encodeAcknowledgement = (acknowledgement: Acknowledgement): Uint8Array =>
  joinFields(acknowledgementMagic, [
    textField(acknowledgement.ackKeyId),
    textField(acknowledgement.deviceId),
    textField(String(acknowledgement.keyEpoch)),
    textField(String(acknowledgement.sequence)),
    acknowledgement.voucherHash,
  ]);

export const decodeAcknowledgement = (body: Uint8Array): E.Either<Unreadable, Acknowledgement> => {
  const fields = splitFields(acknowledgementMagic, 5, body);
  if (E.isLeft(fields)) return fields;
  const [keyIdBytes, deviceIdBytes, epochBytes, sequenceBytes, voucherHash] = fields.right;
  if (voucherHash?.length !== hashSizeBytes) return unreadable('voucher hash is not 32 bytes');
  const ackKeyId = readText(keyIdBytes);
  if (E.isLeft(ackKeyId)) return ackKeyId;
  const deviceId = readText(deviceIdBytes);
  if (E.isLeft(deviceId)) return deviceId;
  const keyEpoch = E.flatMap(readCounter)(readText(epochBytes));
  if (E.isLeft(keyEpoch)) return keyEpoch;
  const sequence = E.flatMap(readCounter)(readText(sequenceBytes));
  if (E.isLeft(sequence)) return sequence;
  return E.right({
    ackKeyId: ackKeyId.right,
    deviceId: deviceId.right,
    keyEpoch: keyEpoch.right,
    sequence: sequence.right,
    voucherHash,
  });
};
