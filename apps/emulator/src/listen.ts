import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionDropped } from '@facepay/wechat-emulator';
import type { Handle, HttpAnswer } from '@facepay/wechat-protocol';
import { headersOf } from './headers-of.ts';

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const bodyBytesMax = 64 * 1024;

/** The body, or undefined once it is longer than anything WeChat takes. */
const readBody = (request: IncomingMessage): Promise<Uint8Array | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyBytesMax) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    request.on('error', reject);
    request.on('close', () => reject(new Error('request aborted')));
  });

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);

/** The control plane is not there for anybody else, nor for a page that a browser on this machine was lured to. */
const mayControl = (request: IncomingMessage): boolean =>
  isLoopback(request.socket.remoteAddress) &&
  request.headers.origin === undefined &&
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');

const write = (response: ServerResponse, answer: HttpAnswer): void => {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status !== 204 && { 'content-length': String(answer.body.length) }),
  });
  response.end(answer.body);
};

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close' });
  response.end();
};

const answer = async (handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const target = request.url ?? '/';
  if (target.startsWith('/_emulator') && !mayControl(request)) return refuse(response, 404);
  const body = await readBody(request);
  if (body === undefined) return refuse(response, 413);
  write(response, await handle({ method: request.method ?? 'GET', target, headers: headersOf(request), body }));
};

/** Sockets around a handler; a dropped connection is cut without a byte. */
export const listen = (handle: Handle, at: { readonly port: number; readonly host: string }): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: 5000, requestTimeout: 30_000 }, (request, response) => {
      answer(handle, request, response).catch((cause: unknown) => {
        if (cause instanceof ConnectionDropped || response.headersSent || request.destroyed) request.socket.destroy();
        else {
          console.error('emulator: a request failed', cause);
          refuse(response, 500);
        }
      });
    });
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : at.port;
      const host = at.host.includes(':') ? `[${at.host}]` : at.host;
      resolve({
        url: `http://${host}:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
