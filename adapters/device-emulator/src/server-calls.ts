import {
  AckKeysDocument,
  DenyListDelta,
  encodeUploadEntry,
  Heartbeat,
  HeartbeatAnswer,
  readAckKeys,
  signTerminalRequest,
  UploadAnswer,
} from '@facepay/device-protocol';
import type { SignedVoucher } from '@facepay/device-protocol';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Contact } from './contact.ts';
import type { DeviceClock } from './device-clock.ts';
import { callJson, jsonBytes } from './http-calls.ts';
import type { CallProblem } from './http-calls.ts';
import { readServerTime, serverTimeOfRefusal } from './server-time.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

/**
 * The terminal's requests to our server, each signed anew with the device's key (INV-59). Refused because of the clock, a
 * request corrects it and is repeated once (BAD-43).
 */
export interface ServerCalls {
  /** Passes the SDK's raw data on and brings WeChat's authinfo back. */
  readonly requestAuthinfo: (rawData: string) => Promise<E.Either<CallProblem, string>>;
  readonly fetchAckKeys: () => Promise<E.Either<CallProblem, ReadonlyMap<string, KeyObject>>>;
  /** Changes after that version of the list; all of it without one. */
  readonly fetchDenyList: (since: number | undefined) => Promise<E.Either<CallProblem, DenyListDelta>>;
  readonly upload: (vouchers: readonly SignedVoucher[]) => Promise<E.Either<CallProblem, UploadAnswer>>;
  /** Measures the clock on the way. */
  readonly sendHeartbeat: (heartbeat: Omit<Heartbeat, 'clockMs'>) => Promise<E.Either<CallProblem, unknown>>;
}

export const createServerCalls = (
  deps: TerminalDeps,
  settings: TerminalSettings,
  { clock, contact }: { readonly clock: DeviceClock; readonly contact: Contact },
): ServerCalls => {
  const device = `/v1/devices/${encodeURIComponent(settings.deviceId)}`;
  const callOnce = async <A>({ method, target, body, codec }: SignedCall<A>): Promise<Timed<A>> => {
    const bytes = body === undefined ? new Uint8Array() : jsonBytes(body());
    const signature = signTerminalRequest(
      { method, target, body: bytes },
      {
        deviceKey: deps.deviceKey.privateKey,
        keyid: settings.deviceId,
        nowSeconds: Math.floor(clock.now() / 1000),
        nonce: Buffer.from(deps.randomBytes(16)).toString('base64url'),
      },
    );
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/json', ...type, ...signature };
    const sentMs = clock.monotonicNow();
    const answer = await callJson(
      deps.http,
      { origin: settings.serverOrigin, method, target, headers, body: bytes },
      codec,
    );
    // What cannot be read may be the log-in page of a network; a refusal says nothing of how well the rest would go.
    if (E.isRight(answer)) contact.answered();
    else if (answer.left.type !== 'Refused') contact.lost();
    return { answer, sentMs, receivedMs: clock.monotonicNow() };
  };
  const call = async <A>(what: SignedCall<A>): Promise<Timed<A>> => {
    const first = await callOnce(what);
    if (E.isRight(first.answer) || first.answer.left.type !== 'Refused' || first.answer.left.status !== 401)
      return first;
    const serverAtMs = serverTimeOfRefusal(first.answer.left.detail);
    if (serverAtMs === undefined) return first;
    clock.learn({ ...first, serverAtMs, resolutionMs: 1000 });
    return callOnce(what);
  };
  return {
    requestAuthinfo: async (rawData) => {
      const { answer } = await call({
        method: 'POST',
        target: `${device}/authinfo`,
        body: () => ({ rawData }),
        codec: AuthinfoAnswer,
      });
      return E.isLeft(answer) ? answer : E.right(answer.right.authinfo);
    },
    fetchAckKeys: async () => {
      const { answer } = await call({ method: 'GET', target: '/v1/devices/ack-keys', codec: AckKeysDocument });
      if (E.isLeft(answer)) return answer;
      const keys = readAckKeys(answer.right);
      return E.isLeft(keys) ? E.left({ type: 'AnswerUnreadable', reason: keys.left.reason }) : keys;
    },
    fetchDenyList: async (since) => {
      const query = since === undefined ? '' : `?since=${since}`;
      return (await call({ method: 'GET', target: `${device}/deny-list${query}`, codec: DenyListDelta })).answer;
    },
    upload: async (vouchers) => {
      const body = (): unknown => ({ vouchers: vouchers.map(encodeUploadEntry) });
      return (await call({ method: 'POST', target: `${device}/vouchers`, body, codec: UploadAnswer })).answer;
    },
    sendHeartbeat: async (heartbeat) => {
      const { answer, ...times } = await call({
        method: 'POST',
        target: `${device}/heartbeat`,
        body: () => Heartbeat.encode({ clockMs: clock.now(), ...heartbeat }),
        codec: t.union([HeartbeatAnswer, t.undefined]),
      });
      const serverAtMs = E.isRight(answer) ? readServerTime(answer.right?.serverTime ?? '') : undefined;
      if (serverAtMs !== undefined) clock.learn({ ...times, serverAtMs, resolutionMs: 1 });
      return answer;
    },
  };
};

interface SignedCall<A> {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  /** Made anew for a repeat; none without it. */
  readonly body?: () => unknown;
  readonly codec: t.Type<A, unknown>;
}

/** An answer, and when the request left and it came by the monotonic clock. */
interface Timed<A> {
  readonly answer: E.Either<CallProblem, A>;
  readonly sentMs: number;
  readonly receivedMs: number;
}

const AuthinfoAnswer = t.type({ authinfo: t.string }, 'AuthinfoAnswer');
