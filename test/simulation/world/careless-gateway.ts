import { type EmulatorKeys } from '@facepay/wechat-emulator';
import {
  authorizationHeader,
  credentialNonceBytes,
  deriveMintingKey,
  type Handle,
  type HttpRequest,
  mintCredential,
  openCredential,
  requestText,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { createHash } from 'node:crypto';
import { randomBytes } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { OriginalOf } from '../oracles/gateway-oracle.ts';
import { privateKeyOf, signerOf } from './keys.ts';
import type { Wechat } from './wechat.ts';

export interface Gateway {
  readonly handle: (afterDeduct: (request: HttpRequest) => void) => Handle;
  readonly originalOf: OriginalOf;
}

/** The emulator as it is: a credential that was charged is refused under any other number. */
export const strictGateway = (_: Simulation, _keys: EmulatorKeys, wechat: Wechat): Gateway => ({
  handle: (afterDeduct) => async (request) => {
    const answer = await wechat.handle(request);
    if (isDeduct(request)) afterDeduct(request);
    return answer;
  },
  originalOf: (hash) => hash,
});

/**
 * An adversarial mode (`simulation.md` §3.3): a second number for a meal is charged again, as by a gateway that forgets
 * which credentials it has seen. It gives the request a fresh credential of the same content and signs it anew, so that the
 * emulator's ledger really holds both charges. Only the client's own discipline prevents them.
 */
export const carelessGateway = (simulation: Simulation, keys: EmulatorKeys, wechat: Wechat): Gateway => {
  const originals = new Map<string, string>();
  const credentialOf = new Map<string, string>();
  const firstNumber = new Map<string, string>();
  const sealKey = new Uint8Array(Buffer.from(keys.sealKey, 'base64'));
  const random = randomBytes(simulation.stream('careless gateway'));
  const sign = signerOf(privateKeyOf(keys.merchant.privateKeyPem));

  const renewed = (credential: string): string => {
    const content = openCredential((label) => deriveMintingKey(sealKey, label).secret, credential);
    if (E.isLeft(content)) return credential;
    const label = Buffer.from(credential, 'base64').subarray(2, 7).toString('latin1');
    return mintCredential(deriveMintingKey(sealKey, label), content.right, random(credentialNonceBytes));
  };
  const rewrite = async (request: HttpRequest): Promise<HttpRequest> => {
    const sent = JSON.parse(Buffer.from(request.body).toString('utf8')) as { out_trade_no: string; auth_code: string };
    const { out_trade_no: no, auth_code: credential } = sent;
    const original = hashOf(credential);
    if (!firstNumber.has(original)) firstNumber.set(original, no);
    if (firstNumber.get(original) === no) return request;
    const fresh = credentialOf.get(no) ?? renewed(credential);
    credentialOf.set(no, fresh);
    originals.set(hashOf(fresh), original);
    const body = Buffer.from(JSON.stringify({ ...sent, auth_code: fresh }));
    const { method, target } = request;
    const timestamp = String(Math.floor(simulation.wallNow() / 1000));
    const nonce = Buffer.from(random(16)).toString('hex');
    const signature = await sign(requestText({ method, target, timestamp, nonce, body }));
    const { mchid } = keys;
    const authorization = authorizationHeader({ mchid, nonce, timestamp, serialNo: keys.merchant.serialNo, signature });
    return { ...request, headers: { ...request.headers, authorization: [authorization] }, body };
  };
  return {
    handle: (afterDeduct) => async (request) => {
      if (!isDeduct(request)) return wechat.handle(request);
      const answer = await wechat.handle(isReadable(request) ? await rewrite(request) : request);
      afterDeduct(request);
      return answer;
    },
    originalOf: (hash) => originals.get(hash) ?? hash,
  };
};

const isDeduct = ({ method, target }: HttpRequest): boolean =>
  method === 'POST' && target === '/v3/offlineface/transactions';
const hashOf = (credential: string): string => createHash('sha256').update(credential).digest('hex');
const isReadable = ({ body }: HttpRequest): boolean => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) !== null;
  } catch {
    return false;
  }
};
