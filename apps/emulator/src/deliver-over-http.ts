import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { OutgoingCall, Transport, TransportResult } from '@facepay/wechat-protocol';
import { headersOf } from './headers-of.ts';

const readBody = (response: IncomingMessage, bytesMax: number): Promise<Uint8Array | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else {
        resolve(undefined);
        response.destroy();
      }
    });
    response.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    response.on('error', reject);
  });

const unknown = (reason: string): TransportResult => ({ type: 'OutcomeUnknown', reason });

/** Posts a notice; redirects are answers like any other. Bounded in time and size. */
export const deliverOverHttp: Transport = (call: OutgoingCall) =>
  new Promise((resolve) => {
    const url = new URL(call.target, call.origin);
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = open(url, {
      method: call.method,
      headers: { ...call.headers, 'content-length': String(call.body.length) },
      agent: false,
    });
    const deadline = setTimeout(() => request.destroy(new Error('timeout')), call.timeoutMs);
    const end = (result: TransportResult): void => {
      clearTimeout(deadline);
      resolve(result);
    };
    request.on('response', (response) => {
      readBody(response, call.bytesMax).then(
        (body) =>
          end(
            body === undefined
              ? unknown('answer too long')
              : {
                  type: 'Answered',
                  answer: { status: response.statusCode ?? 0, headers: headersOf(response), body },
                },
          ),
        (cause: unknown) => end(unknown(String(cause))),
      );
    });
    request.on('error', (cause) => end(unknown(cause.message)));
    request.end(call.body);
  });
