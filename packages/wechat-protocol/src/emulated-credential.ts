import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes, readUtf8, utf8 } from './bytes.ts';
import { joinParts, splitParts } from './length-delimited.ts';
import type { MintingKey } from './minting-key.ts';
import { decodeBody } from './wire/decode.ts';
import { wholeNumber } from './wire/whole-number.ts';

/** What an emulated credential binds (`k12-wire.md` §12). `recogMode`: 0 face alone, 1 with phone tail. */
export const CredentialContent = t.strict(
  {
    organizationId: t.string,
    userId: t.string,
    outUserId: t.string,
    spMchid: t.string,
    subMchid: t.string,
    amountFen: wholeNumber('Fen'),
    deviceId: t.string,
    recogMode: t.union([t.literal(0), t.literal(1)]),
    mintedAtMs: wholeNumber('InstantMs'),
    nonce: t.string,
  },
  'CredentialContent',
);
export type CredentialContent = Readonly<t.TypeOf<typeof CredentialContent>>;

export type CredentialRefusal =
  /** Truncated, changed, re-encoded or not a credential at all: 扣款凭证不合法. */
  { readonly type: 'CredentialMalformed' } | { readonly type: 'CredentialKeyUnknown'; readonly label: string };

/** The bytes `mintCredential` needs fresh for every credential of one key. */
export const credentialNonceBytes = 12;

/**
 * Mints the credential (`auth_code`) an emulated terminal hands on: base64 of about 4,300 characters, opaque to everybody but
 * the emulator. Three length-delimited parts, as in the real ones: key label, 128-byte block, sealed payload.
 * A nonce of the wrong length or content beyond 3,000 bytes is a programmer error and throws.
 */
export const mintCredential = (key: MintingKey, content: CredentialContent, nonceBytes: Uint8Array): string => {
  if (nonceBytes.length !== credentialNonceBytes) throw new RangeError('nonce must have 12 bytes');
  const label = utf8(key.label);
  const block = toBlock(key.secret, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonceBytes);
  cipher.setAAD(concatBytes(label, block));
  const sealed = concatBytes(cipher.update(toPayload(content)), cipher.final(), cipher.getAuthTag());
  return encodeBase64(joinParts([label, block, sealed]));
};

/** Opens what `mintCredential` made; any truncation or changed character is noticed. */
export const openCredential = (
  keyOf: (label: string) => KeyObject | undefined,
  text: string,
): E.Either<CredentialRefusal, CredentialContent> => {
  const bytes = decodeBase64(text, credentialBytesMax);
  const [label, block, sealed, ...more] = (bytes && splitParts(bytes)) ?? [];
  if (label === undefined || block === undefined || sealed === undefined || more.length > 0) return malformed;
  if (label.length !== labelBytes || block.length !== blockBytes || sealed.length <= tagBytes) return malformed;
  const name = readUtf8(label);
  if (name === undefined) return malformed;
  const secret = keyOf(name);
  if (secret === undefined) return E.left({ type: 'CredentialKeyUnknown', label: name });
  const payload = unseal(secret, concatBytes(label, block), block.subarray(0, credentialNonceBytes), sealed);
  if (payload === undefined) return malformed;
  return pipe(
    decodeBody(CredentialContent)(withoutPadding(payload)),
    E.mapLeft(() => ({ type: 'CredentialMalformed' }) as const),
  );
};

const labelBytes = 5;
const blockBytes = 128;
const payloadBytes = 3060;
const tagBytes = 16;
const blank = 0x20;
const credentialBytesMax = 12 * 1024;

const malformed: E.Either<CredentialRefusal, never> = E.left({ type: 'CredentialMalformed' });

/** The nonce, then filler where real credentials have a wrapped key. */
const toBlock = (secret: KeyObject, nonce: Uint8Array): Uint8Array => {
  const filler = [0, 1, 2, 3].map((round) =>
    createHmac('sha256', secret).update('block').update(Uint8Array.of(round)).update(nonce).digest(),
  );
  return concatBytes(nonce, ...filler).subarray(0, blockBytes);
};

/** Padded with blanks, which JSON ignores, to the length of real ones. */
const toPayload = (content: CredentialContent): Uint8Array => {
  const json = utf8(JSON.stringify(CredentialContent.encode(content)));
  if (json.length > payloadBytes) throw new RangeError('credential content too long');
  return concatBytes(json, new Uint8Array(payloadBytes - json.length).fill(blank));
};

const withoutPadding = (payload: Uint8Array): Uint8Array => {
  let end = payload.length;
  while (end > 0 && payload[end - 1] === blank) end -= 1;
  return payload.subarray(0, end);
};

const unseal = (secret: KeyObject, associated: Uint8Array, nonce: Uint8Array, sealed: Uint8Array) => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associated);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return concatBytes(decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final());
  } catch {
    return undefined;
  }
};
