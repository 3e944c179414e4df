import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createSignatureSync } from 'http-message-sig';
import { contentDigest } from './content-digest.ts';

/** What a signature covers; `content-digest` ties the body in. */
export const signedComponents = ['@method', '@path', '@query', 'content-digest'] as const;
export const signatureLabel = 'device';
/** A request counts this many seconds either side of the server's clock (INV-60). */
export const windowSeconds = 299;
/** The authority is not signed (proxies rewrite it), but the library wants a whole URI. */
export const anyOrigin = 'https://device.invalid';

export interface TerminalRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as sent, such as `/v1/devices/d1/deny-list?since=4`. */
  readonly target: string;
  readonly body: Uint8Array;
}

export interface TerminalSigning {
  readonly deviceKey: KeyObject;
  /** The device id. */
  readonly keyid: string;
  readonly nowSeconds: number;
  /** Fresh for every request, 1 to 64 printable characters; repeat it only to repeat the very same request. */
  readonly nonce: string;
}

export type SignatureHeaders = Readonly<Record<'content-digest' | 'signature-input' | 'signature', string>>;

/** The three headers that sign a device request (RFC 9421, Ed25519). */
export const signTerminalRequest = (request: TerminalRequest, signing: TerminalSigning): SignatureHeaders => {
  const digest = contentDigest(request.body);
  const fields = createSignatureSync(
    {
      kind: 'request',
      method: request.method,
      targetUri: anyOrigin + request.target,
      fields: [{ name: 'content-digest', value: digest }],
    },
    {
      label: signatureLabel,
      components: signedComponents,
      parameters: { created: signing.nowSeconds, nonce: signing.nonce, keyid: signing.keyid },
      signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, signing.deviceKey) },
    },
  );
  return { 'content-digest': digest, 'signature-input': fields.signatureInput, signature: fields.signature };
};
