import type { OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import type { Pool } from 'undici';
import type { NetworkTransport, NetworkTransportOptions } from './network-transport.ts';
import { toOwnUrl } from './own-target.ts';
import { createUndiciExchange } from './undici-exchange.ts';

/**
 * The network for hot calls, at a tenth of got's cost a call. A request is written at most once: one request a connection at a
 * time, so nothing is queued behind another and sent again. undici loads with the first call.
 */
export const createUndiciTransport = (options: NetworkTransportOptions = {}): NetworkTransport => {
  const { certificateAuthority, socketsMax = 64 } = options;
  const pools = new Map<string, Pool>();
  const isOwn = createTargetCheck();
  const open = async (origin: string): Promise<Pool> => {
    const undici = await import('undici');
    const pool =
      pools.get(origin) ??
      new undici.Pool(origin, {
        connections: socketsMax,
        pipelining: 1,
        allowH2: false,
        headersTimeout: 0, // the time limit is the call's own
        bodyTimeout: 0,
        connectTimeout,
        connect: {
          rejectUnauthorized: true,
          ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
        },
      });
    pools.set(origin, pool);
    return pool;
  };
  return {
    transport: async (call) => {
      if (!isOwn(call)) return { type: 'NotSent', reason: 'target would be rewritten' };
      return exchange(pools.get(call.origin) ?? (await open(call.origin)), call);
    },
    close: () => {
      for (const pool of pools.values()) void pool.close();
      pools.clear();
    },
  };
};

const connectTimeout = 10_000;

const exchange = (pool: Pool, { method, target, headers, body, timeoutMs, bytesMax }: OutgoingCall) =>
  new Promise<TransportResult>((resolve) => {
    const handler = createUndiciExchange({ timeoutMs, bytesMax }, resolve);
    const hasBody = method === 'POST' || method === 'PATCH';
    pool.dispatch({ path: target, method: hasBody ? method : 'GET', headers, body: hasBody ? body : null }, handler);
  });

/** The target of a deduction is always the same one, so the last good one is remembered. */
const createTargetCheck = () => {
  let last: Pick<OutgoingCall, 'origin' | 'target'> = { origin: '', target: '' };
  return ({ origin, target }: OutgoingCall): boolean => {
    if (origin === last.origin && target === last.target) return true;
    if (toOwnUrl({ origin, target }) === undefined) return false;
    last = { origin, target };
    return true;
  };
};
