import * as E from 'fp-ts/lib/Either.js';
import { concatBytes, utf8 } from './bytes.ts';

export interface SignedRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and raw query exactly as sent. */
  readonly target: string;
  /** Unix seconds, decimal. */
  readonly timestamp: string;
  readonly nonce: string;
  /** The bytes sent; empty when there is no body. */
  readonly body: Uint8Array;
}

/** The five lines a merchant signs, each ended by a line feed. `v3-rules.md` §2, `k12-wire.md` §1.2. */
export const requestText = ({ method, target, timestamp, nonce, body }: SignedRequest): Uint8Array =>
  concatBytes(utf8(`${method}\n${target}\n${timestamp}\n${nonce}\n`), body, utf8('\n'));

export interface Authorization {
  readonly mchid: string;
  readonly nonce: string;
  /** Unix seconds, decimal; not yet checked against a clock. */
  readonly timestamp: string;
  /** Serial number of the merchant's certificate, upper-case hex. */
  readonly serialNo: string;
  readonly signature: string;
}

/** The value of the `Authorization` header; the member order is the one of the Go SDK's test. */
export const authorizationHeader = ({ mchid, nonce, timestamp, serialNo, signature }: Authorization): string =>
  `${scheme} mchid="${mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${serialNo}",signature="${signature}"`;

export type AuthorizationMalformed = { readonly type: 'AuthorizationMalformed'; readonly reason: string };

/** Members in any order, each exactly once; unknown members are refused. */
export const parseAuthorization = (header: string): E.Either<AuthorizationMalformed, Authorization> => {
  if (header.length > headerLengthMax) return malformed('too long');
  if (!header.startsWith(`${scheme} `)) return malformed('unknown scheme');
  const members = new Map<string, string>();
  for (const part of header.slice(scheme.length + 1).split(',')) {
    const [, name, value] = memberPattern.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined) return malformed('member not name="value"');
    if (members.has(name)) return malformed(`${name} repeated`);
    members.set(name, value);
  }
  const mchid = members.get('mchid');
  const nonce = members.get('nonce_str');
  const timestamp = members.get('timestamp');
  const serialNo = members.get('serial_no');
  const signature = members.get('signature');
  if (mchid === undefined || nonce === undefined || timestamp === undefined) return malformed('member missing');
  if (serialNo === undefined || signature === undefined) return malformed('member missing');
  return E.right({ mchid, nonce, timestamp, serialNo, signature });
};

const scheme = 'WECHATPAY2-SHA256-RSA2048';
const headerLengthMax = 4096;
const memberPattern = /^(mchid|nonce_str|timestamp|serial_no|signature)="([^"\\]+)"$/;

const malformed = (reason: string): E.Either<AuthorizationMalformed, never> =>
  E.left({ type: 'AuthorizationMalformed', reason });
