import {
  AckKeysDocument,
  encodeUploadEntry,
  Heartbeat,
  readAckKeys,
  signTerminalRequest,
  UploadAnswer,
} from '@facepay/device-protocol';
import type { SignedVoucher } from '@facepay/device-protocol';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { callJson, jsonBytes } from './http-calls.ts';
import type { CallProblem } from './http-calls.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

/** The terminal's requests to our server, each signed anew with the device's key (INV-59). */
export interface ServerCalls {
  /** Passes the SDK's raw data on and brings WeChat's authinfo back. */
  readonly requestAuthinfo: (rawData: string) => Promise<E.Either<CallProblem, string>>;
  readonly fetchAckKeys: () => Promise<E.Either<CallProblem, ReadonlyMap<string, KeyObject>>>;
  readonly upload: (vouchers: readonly SignedVoucher[]) => Promise<E.Either<CallProblem, UploadAnswer>>;
  readonly sendHeartbeat: (heartbeat: Heartbeat) => Promise<E.Either<CallProblem, unknown>>;
}

export const createServerCalls = (deps: TerminalDeps, settings: TerminalSettings): ServerCalls => {
  const device = `/v1/devices/${encodeURIComponent(settings.deviceId)}`;
  const call = <A>(method: string, target: string, body: Uint8Array, codec: t.Type<A, unknown>) => {
    const signature = signTerminalRequest(
      { method, target, body },
      {
        deviceKey: deps.deviceKey.privateKey,
        keyid: settings.deviceId,
        nowSeconds: Math.floor(deps.now() / 1000),
        nonce: Buffer.from(deps.randomBytes(16)).toString('base64url'),
      },
    );
    const type = body.length === 0 ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/json', ...type, ...signature };
    return callJson(deps.http, { origin: settings.serverOrigin, method, target, headers, body }, codec);
  };
  return {
    requestAuthinfo: async (rawData) => {
      const answer = await call('POST', `${device}/authinfo`, jsonBytes({ rawData }), AuthinfoAnswer);
      return E.isLeft(answer) ? answer : E.right(answer.right.authinfo);
    },
    fetchAckKeys: async () => {
      const answer = await call('GET', '/v1/devices/ack-keys', new Uint8Array(), AckKeysDocument);
      if (E.isLeft(answer)) return answer;
      const keys = readAckKeys(answer.right);
      return E.isLeft(keys) ? E.left({ type: 'AnswerUnreadable', reason: keys.left.reason }) : keys;
    },
    upload: (vouchers) =>
      call('POST', `${device}/vouchers`, jsonBytes({ vouchers: vouchers.map(encodeUploadEntry) }), UploadAnswer),
    sendHeartbeat: (heartbeat) =>
      call('POST', `${device}/heartbeat`, jsonBytes(Heartbeat.encode(heartbeat)), t.unknown),
  };
};

const AuthinfoAnswer = t.type({ authinfo: t.string }, 'AuthinfoAnswer');
