import type { Deduction } from '@facepay/domain';
import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { OutgoingCall, Transport, TransportResult } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
import { isSettled } from './deduction-checks.ts';
import { signedByWechat } from './wechat-signature.ts';

/** INV-9, INV-54: what an outcome rests on. Only an answer that WeChat signed, about that very number, proves anything. */
export interface WechatProof {
  /** Every answer about an order, as one of our processes is handed it. */
  readonly watch: (inner: Transport) => Transport;
  readonly moved: (before: Deduction, after: Deduction) => void;
}

export const createWechatProof = ({ violate, count, wallNow }: Simulation, keys: () => EmulatorKeys): WechatProof => {
  const paid = new Set<string>();
  /** Signed answers that say "not paid", since the last request of that number left. */
  const unpaid = new Set<string>();
  /** Queries answered since then (INV-7). */
  const asked = new Set<string>();
  const hear = (call: OutgoingCall, no: string, result: TransportResult): void => {
    if (result.type !== 'Answered' || signedByWechat(keys(), result.answer, wallNow()) === undefined) return;
    const told = readJson(result.answer.body);
    if (call.method === 'GET') asked.add(no);
    if (result.answer.status === 200 && told['trade_state'] === 'SUCCESS' && told['out_trade_no'] === no) paid.add(no);
    else if (result.answer.status < 500) unpaid.add(no);
  };
  return {
    watch: (inner) => async (call) => {
      const no = numberIn(call);
      if (no !== undefined && call.method === 'POST') for (const heard of [unpaid, asked]) heard.delete(no);
      const result = await inner(call);
      if (no !== undefined) hear(call, no, result);
      return result;
    },
    moved: (before, after) => {
      const { id, status, no } = after;
      if (before.status === status && before.no === no) return;
      if (isSettled(status) && !isSettled(before.status)) {
        count('settled by a signed answer');
        if (!paid.has(no)) violate('INV-54', `${id} is ${status}, and no answer of WeChat's own says so`);
      }
      const wasOpen = before.status === 'in-flight' || before.status === 'unknown';
      if (wasOpen && status === 'failed' && !unpaid.has(before.no))
        violate('INV-54', `${id} is ${status}, and no answer of WeChat's own says so`);
      if (before.no !== no && !asked.has(before.no))
        violate('INV-7', `${id}: a new number, and nobody asked what became of ${before.no}`);
    },
  };
};

const numberIn = ({ method, target, body }: OutgoingCall): string | undefined => {
  if (method === 'GET') return /^\/v3\/offlineface\/transactions\/out-trade-no\/([^/?]+)/u.exec(target)?.[1];
  const sent = target === '/v3/offlineface/transactions' ? readJson(body)['out_trade_no'] : undefined;
  return typeof sent === 'string' ? sent : undefined;
};

const readJson = (bytes: Uint8Array): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
};
