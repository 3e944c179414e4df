import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { isSignatureError, SignatureErrorCode, verifySignature } from 'http-message-sig';
import type { RequestDescriptor, SignatureParameters } from 'http-message-sig';
import { contentDigest } from './content-digest.ts';
import type { VerifySignature } from './ed25519.ts';
import { anyOrigin, signatureLabel, signedComponents, windowSeconds } from './request-signature.ts';
import type { TerminalRequest } from './request-signature.ts';

/** Headers as received: lower-case names, every occurrence. */
export type IncomingHeaders = Readonly<Record<string, readonly string[] | undefined>>;
export type IncomingTerminalRequest = TerminalRequest & { readonly headers: IncomingHeaders };

/** Who sent it, once believed. A request with the nonce of an earlier one must be the same request (INV-60). */
export interface VerifiedTerminal {
  readonly deviceId: string;
  readonly nonce: string;
  readonly createdAtSeconds: number;
}

/** Each answers 401; `OutsideWindow` carries the server's time too (BAD-41..43). */
export type TerminalRefusal =
  | { readonly type: 'SignatureMissing' }
  | { readonly type: 'SignatureMalformed'; readonly reason: string }
  | { readonly type: 'DigestMismatch' }
  | { readonly type: 'OutsideWindow'; readonly createdAtSeconds: number; readonly nowSeconds: number }
  | { readonly type: 'UnknownDevice'; readonly deviceId: string }
  | { readonly type: 'SignatureInvalid'; readonly deviceId: string };

export interface TerminalVerification<F> {
  /** The key that counts now: `undefined` for unknown and revoked devices (INV-59). */
  readonly keyOf: (deviceId: string) => TaskEither<F, KeyObject | undefined>;
  readonly verify: VerifySignature;
  readonly nowSeconds: number;
}

/** Believes a device request, or says why not; failures of `keyOf` pass through. */
export const verifyTerminal =
  <F>(verification: TerminalVerification<F>) =>
  (request: IncomingTerminalRequest): TaskEither<TerminalRefusal | F, VerifiedTerminal> =>
  async () => {
    const { headers, body } = request;
    if (!headers['signature'] || !headers['signature-input']) return E.left({ type: 'SignatureMissing' });
    // The library signs the digest header, not the body: comparing the two is ours to do.
    const digests = headers['content-digest'] ?? [];
    if (digests.length !== 1 || digests[0] !== contentDigest(body)) return E.left({ type: 'DigestMismatch' });
    return checkSignature(verification, request);
  };

const checkSignature = async <F>(
  { keyOf, verify, nowSeconds }: TerminalVerification<F>,
  request: IncomingTerminalRequest,
): Promise<E.Either<TerminalRefusal | F, VerifiedTerminal>> => {
  let refusal: TerminalRefusal | F | undefined;
  /** Ends the library's run with our own refusal, which its error would not name. */
  const refuse = (because: TerminalRefusal | F): never => {
    refusal = because;
    throw new Error('refused');
  };
  try {
    const { parameters } = await verifySignature(toDescriptor(request), {
      label: signatureLabel,
      policy: {
        algorithms: ['ed25519'],
        requiredComponents: signedComponents,
        requiredParameters: ['created', 'nonce', 'keyid'],
        // The window is ours to judge, to name it when it is missed: the library's own clock rules are left wide open.
        now: nowSeconds,
        clockSkew: Number.MAX_SAFE_INTEGER,
      },
      resolveVerifier: async ({ parameters: claimed }) => {
        const { deviceId, createdAtSeconds, nonce } = toTerminal(claimed);
        if (nonce.length < 1 || nonce.length > 64)
          return refuse({ type: 'SignatureMalformed', reason: 'nonce must have 1 to 64 characters' });
        if (Math.abs(nowSeconds - createdAtSeconds) > windowSeconds || (claimed.expires ?? nowSeconds) < nowSeconds)
          return refuse({ type: 'OutsideWindow', createdAtSeconds, nowSeconds });
        const key = await keyOf(deviceId)();
        if (E.isLeft(key)) return refuse(key.left);
        const publicKey = key.right;
        if (publicKey === undefined) return refuse({ type: 'UnknownDevice', deviceId });
        return {
          algorithm: 'ed25519',
          verify: async (data, signature) =>
            (await verify(publicKey, data, signature)) || refuse({ type: 'SignatureInvalid', deviceId }),
        };
      },
    });
    return E.right(toTerminal(parameters));
  } catch (error) {
    if (refusal !== undefined) return E.left(refusal);
    if (!isSignatureError(error) || error.code === SignatureErrorCode.ResolverFailed) throw error;
    return E.left({ type: 'SignatureMalformed', reason: error.message });
  }
};

const toTerminal = ({ keyid = '', nonce = '', created = 0 }: SignatureParameters): VerifiedTerminal => ({
  deviceId: keyid,
  nonce,
  createdAtSeconds: created,
});

/** Header values outside ASCII cannot be signed, and need not spoil a signature that leaves them out. */
const toDescriptor = (request: IncomingTerminalRequest): RequestDescriptor => ({
  kind: 'request',
  method: request.method,
  targetUri: anyOrigin + request.target,
  fields: Object.entries(request.headers).flatMap(([name, values = []]) =>
    values.filter((value) => /^[\t -~]*$/.test(value)).map((value) => ({ name, value })),
  ),
});
