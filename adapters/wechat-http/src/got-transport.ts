import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Request } from 'got';
import type { HeaderLists, TransportResult } from '@facepay/wechat-protocol';
import type { NetworkTransport, NetworkTransportOptions } from './network-transport.ts';
import { toOwnUrl } from './own-target.ts';

/**
 * The network: one attempt, no redirect, no decompression, no cookies, TLS always verified; the limits of the call hold for
 * the exchange as a whole. got loads with the first call, so a process that never calls out never loads it.
 */
export const createGotTransport = (options: NetworkTransportOptions = {}): NetworkTransport => {
  const { certificateAuthority, socketsMax = 64 } = options;
  const http = new HttpAgent({ keepAlive: true, maxSockets: socketsMax });
  const https = new HttpsAgent({ keepAlive: true, maxSockets: socketsMax });
  return {
    transport: async (call) => {
      const url = toOwnUrl(call);
      if (url === undefined) return { type: 'NotSent', reason: 'target would be rewritten' };
      const { default: got } = await import('got');
      const stream = got.stream(url, {
        method: hasBody(call.method) ? call.method : 'GET',
        headers: { ...call.headers, 'user-agent': call.headers['user-agent'] ?? 'facepay' },
        ...(hasBody(call.method) && { body: call.body }),
        agent: { http, https },
        https: {
          rejectUnauthorized: true,
          ...(certificateAuthority !== undefined && { certificateAuthority }),
        },
        timeout: { request: call.timeoutMs },
        retry: { limit: 0 },
        followRedirect: false,
        throwHttpErrors: false,
        decompress: false,
      });
      return receive(stream, call.bytesMax);
    },
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
};

const hasBody = (method: string): method is 'POST' | 'PATCH' => method === 'POST' || method === 'PATCH';

const receive = (stream: Request, bytesMax: number): Promise<TransportResult> =>
  new Promise((resolve) => {
    let connected = false;
    let answer: IncomingMessage | undefined;
    let bytes = 0;
    const chunks: Uint8Array[] = [];
    stream.on('request', (request: ClientRequest) => {
      onConnected(request, () => {
        connected = true;
      });
    });
    stream.on('response', (response: IncomingMessage) => {
      answer = response;
    });
    stream.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else {
        resolve({ type: 'OutcomeUnknown', reason: 'answer too long' });
        stream.destroy();
      }
    });
    stream.on('end', () => resolve(toResult(answer, Buffer.concat(chunks))));
    // Codes only: the error itself may carry headers and body (INV-88).
    stream.on('error', ({ code }: { readonly code: string }) =>
      resolve({ type: connected ? 'OutcomeUnknown' : 'NotSent', reason: code }),
    );
    stream.on('close', () => resolve({ type: connected ? 'OutcomeUnknown' : 'NotSent', reason: 'closed' }));
  });

/** Until the connection, with TLS the verified one, stands, not one byte of the request has left (BAD-35). */
const onConnected = (request: ClientRequest, connected: () => void): void => {
  const watch = (socket: Socket): void => {
    if (!socket.connecting) connected(); // kept alive from an earlier call
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
  };
  if (request.socket === null) request.once('socket', watch);
  else watch(request.socket);
};

const toResult = (answer: IncomingMessage | undefined, body: Buffer): TransportResult => {
  if (answer?.statusCode === undefined) return { type: 'OutcomeUnknown', reason: 'no answer' };
  if (!answer.complete) return { type: 'OutcomeUnknown', reason: 'answer cut' };
  const headers = toHeaders(answer);
  return { type: 'Answered', answer: { status: answer.statusCode, headers, body: new Uint8Array(body) } };
};

const toHeaders = ({ headersDistinct }: IncomingMessage): HeaderLists =>
  Object.fromEntries(Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []]));
