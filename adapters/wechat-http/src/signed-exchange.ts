import type { Clock } from '@facepay/domain';
import { authorizationHeader, requestText } from '@facepay/wechat-protocol';
import type { Sign, Transport, TransportResult } from '@facepay/wechat-protocol';
import type { Hosts } from './hosts.ts';

export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Path and query, percent-encoded: signed and sent as they are. */
  readonly target: string;
  readonly body?: Uint8Array;
  /** The key that fields of the body are encrypted with, if any are (`v3-rules.md` §6). */
  readonly serial?: string;
}
/** Signs and sends; what comes back is not verified yet. Rejects only where the signing key is not one. */
export type SignedExchange = (exchange: Exchange) => Promise<TransportResult>;

export interface ExchangeDeps {
  readonly transport: Transport;
  readonly hosts: Hosts;
  readonly mchid: string;
  readonly merchantSerialNo: string;
  /** Asks for an answer signed with this key (`v3-rules.md` §4), where the request names no other. */
  readonly publicKeyId?: string | undefined;
  readonly sign: Sign;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
}

/** The bytes signed are the bytes sent (INV-57). Nothing is repeated, except what certainly never left: on the other host. */
export const createSignedExchange =
  (deps: ExchangeDeps): SignedExchange =>
  async ({ method, target, body = noBytes, serial = deps.publicKeyId }) => {
    const call = {
      method,
      target,
      body,
      headers: await signedHeaders(deps, { method, target, body, serial }),
      timeoutMs: deps.timeoutMs,
      bytesMax: deps.answerBytesMax,
    };
    let result: TransportResult = { type: 'NotSent', reason: 'no host' };
    for (const origin of deps.hosts.inOrder()) {
      result = await deps.transport({ ...call, origin }); // the host is not signed: the same signature serves both
      if (result.type === 'Answered') deps.hosts.reached(origin);
      else deps.hosts.missed(origin);
      if (result.type !== 'NotSent') return result;
    }
    return result;
  };

const signedHeaders = async (
  { mchid, merchantSerialNo, sign, clock, nonce: nextNonce }: ExchangeDeps,
  { method, target, body, serial }: Required<Omit<Exchange, 'serial'>> & { readonly serial: string | undefined },
): Promise<Readonly<Record<string, string>>> => {
  const timestamp = String(Math.floor(clock.now() / 1000));
  const nonce = nextNonce();
  const signature = await sign(requestText({ method, target, timestamp, nonce, body }));
  return {
    accept: 'application/json',
    'user-agent': 'facepay/0.1',
    authorization: authorizationHeader({ mchid, nonce, timestamp, serialNo: merchantSerialNo, signature }),
    ...(body.length > 0 && { 'content-type': 'application/json' }),
    ...(serial !== undefined && { 'wechatpay-serial': serial }),
  };
};

const noBytes = new Uint8Array();
