import { toHeaderLists } from './http-message.ts';
import type { Handle, HeaderLists } from './http-message.ts';

/** One call to the gateway. The body is sent as it is: the bytes signed are the bytes sent (INV-57). */
export interface OutgoingCall {
  /** Scheme and host, for instance `https://api.mch.weixin.qq.com`; not covered by the signature. */
  readonly origin: string;
  readonly method: string;
  /** Path and raw query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  /** A longer answer body is not read to its end. */
  readonly bytesMax: number;
}

/** An answer as received, not yet verified. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: HeaderLists;
  readonly body: Uint8Array;
}

export type TransportResult =
  | { readonly type: 'Answered'; readonly answer: ReceivedAnswer }
  /** Not one byte of the request reached the gateway: safe to call elsewhere at once. */
  | { readonly type: 'NotSent'; readonly reason: string }
  /** The gateway may have acted on it: time-out, broken connection, answer too long. */
  | { readonly type: 'OutcomeUnknown'; readonly reason: string };

/** Never rejects: whatever goes wrong is a `TransportResult`. */
export type Transport = (call: OutgoingCall) => Promise<TransportResult>;

/** Calls a handler in this process instead of a network, without a time limit of its own; for simulation and tests. */
export const transportFromHandle =
  (handle: Handle): Transport =>
  async ({ method, target, headers, body, bytesMax }) => {
    try {
      const answer = await handle({ method, target, headers: toHeaderLists(headers), body });
      if (answer.body.length > bytesMax) return { type: 'OutcomeUnknown', reason: 'answer too long' };
      return { type: 'Answered', answer: { ...answer, headers: toHeaderLists(answer.headers) } };
    } catch {
      return { type: 'OutcomeUnknown', reason: 'handler failed' };
    }
  };
