import { X509Certificate, createPublicKey } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decryptResource } from './aead.ts';
import type { ApiV3Key, DecryptionFailure } from './aead.ts';
import { readUtf8 } from './bytes.ts';
import type { VerificationKey } from './key-ring.ts';
import { CertificatesBody } from './wire/certificates.ts';
import { decodeBody } from './wire/decode.ts';
import type { BodyRefused } from './wire/decode.ts';
import { ErrorBody } from './wire/error-body.ts';

export type CertificateMalformed = { readonly type: 'CertificateMalformed'; readonly reason: string };
export type CertificatesRefusal =
  | CertificateMalformed
  | DecryptionFailure
  | BodyRefused
  | { readonly type: 'SerialMismatch'; readonly listed: string; readonly actual: string }
  | { readonly type: 'CertificatesUnavailable'; readonly status: number };

/** An X.509 certificate in PEM as a key of the ring: its own serial (upper-case hex) and validity count. */
export const certificateToVerificationKey = (pem: string): E.Either<CertificateMalformed, VerificationKey> => {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.publicKey.asymmetricKeyType !== 'rsa') return malformed('not an RSA key');
    const notBeforeMs = Date.parse(certificate.validFrom);
    const expiresAtMs = Date.parse(certificate.validTo);
    if (Number.isNaN(notBeforeMs) || Number.isNaN(expiresAtMs)) return malformed('validity unreadable');
    const serial = certificate.serialNumber.toUpperCase();
    return E.right({ serial, publicKey: certificate.publicKey, kind: 'certificate', notBeforeMs, expiresAtMs });
  } catch {
    return malformed('not an X.509 certificate');
  }
};

/** The WeChat Pay public key (SPKI PEM) under its `PUB_KEY_ID_…`; it does not expire. */
export const publicKeyToVerificationKey = (
  serial: string,
  pem: string,
): E.Either<CertificateMalformed, VerificationKey> => {
  try {
    const publicKey = createPublicKey(pem);
    if (publicKey.asymmetricKeyType !== 'rsa') return malformed('not an RSA key');
    return E.right({ serial, publicKey, kind: 'publicKey' });
  } catch {
    return malformed('not a public key');
  }
};

/**
 * Reads an answer of `GET /v3/certificates` in all its variants (`v3-rules.md` §4); no certificates at all (an empty list,
 * or 404 for merchants with the public key) is an empty result. This is the one answer read before its signature can be
 * verified: the APIv3 key authenticates every certificate in it. Verify the answer afterwards with a ring of the result.
 */
export const readCertificates = (
  keys: readonly ApiV3Key[],
  answer: { readonly status: number; readonly body: Uint8Array },
): E.Either<CertificatesRefusal, readonly VerificationKey[]> => {
  if (answer.status === 404 && saysNone(answer.body)) return E.right([]);
  if (answer.status !== 200) return E.left({ type: 'CertificatesUnavailable', status: answer.status });
  return pipe(
    decodeBody(CertificatesBody, { bytesMax: answerBytesMax })(answer.body),
    E.flatMap(({ data }) => E.traverseArray(openListed(keys))(data)),
  );
};

const answerBytesMax = 1024 * 1024;

const saysNone = (body: Uint8Array): boolean => {
  const error = decodeBody(ErrorBody)(body);
  return E.isRight(error) && ['RESOURCE_NOT_EXISTS', 'NOT_FOUND'].includes(error.right.code);
};

type Listed = CertificatesBody['data'][number];

const openListed =
  (keys: readonly ApiV3Key[]) =>
  (listed: Listed): E.Either<CertificatesRefusal, VerificationKey> =>
    pipe(
      decryptResource(keys, listed.encrypt_certificate),
      E.flatMap((pem) => certificateToVerificationKey(readUtf8(pem) ?? '')),
      E.flatMap((key) => checkSerial(listed, key)),
    );

const checkSerial = (listed: Listed, key: VerificationKey): E.Either<CertificatesRefusal, VerificationKey> =>
  listed.serial_no.toUpperCase() === key.serial
    ? E.right(key)
    : E.left({ type: 'SerialMismatch', listed: listed.serial_no, actual: key.serial });

const malformed = (reason: string): E.Either<CertificateMalformed, never> =>
  E.left({ type: 'CertificateMalformed', reason });
