import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerClientError } from './client-error.ts';
import { createOpen } from './handle.ts';
import { headersOf } from './edge/headers-of.ts';
import { headerBytesMax } from './edge/read-header.ts';
import type { HttpAnswer } from './http-message.ts';
import { readBody } from './read-body.ts';
import type { ServerDependencies } from './server-dependencies.ts';

export interface ListenAt {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** A request that takes longer to arrive is cut off, 30 s by default (BAD-86). */
  readonly requestTimeoutMs?: number;
  /** How long `stop` waits for requests under way, 10 s by default. */
  readonly stopMaxMs?: number;
}
export interface RunningServer {
  /** Such as `http://127.0.0.1:8700`. */
  readonly url: string;
  /** Takes no new request, finishes those under way, closes every connection. */
  readonly stop: () => Promise<void>;
}

/** Node's own server owns the sockets; every decision is `handle`'s (`docs/decisions/0008-the-socket-side.md`). */
export const startServer = async (deps: ServerDependencies, at: ListenAt): Promise<RunningServer> => {
  const open = createOpen(deps);
  const requestTimeout = at.requestTimeoutMs ?? 30_000;
  const limits = {
    maxHeaderSize: headerBytesMax,
    requestTimeout,
    headersTimeout: Math.min(10_000, requestTimeout),
    connectionsCheckingInterval: Math.min(1_000, requestTimeout),
    keepAliveTimeout: 5_000,
  };
  let stopping = false;
  const server = createServer(limits, (message, response) => {
    const { method = 'GET', url = '/', rawHeaders } = message;
    const { bodyMax, answer } = open({ method, target: url, headers: headersOf(rawHeaders) });
    readBody(message, bodyMax, (read) => {
      if (read.type === 'Aborted') return;
      answer(read.body).then(
        (said) => send(response, said, stopping || !read.whole),
        () => message.destroy(), // `answer` never rejects; were it to, this connection alone would end
      );
    });
  });
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: urlOf(server.address()),
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        const deadline = setTimeout(() => server.closeAllConnections(), at.stopMaxMs ?? 10_000);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
      }),
  };
};

/** Head and body leave in one write: as text of single bytes they are put together without being copied apart. */
const send = (response: ServerResponse, { status, headers, body }: HttpAnswer, last: boolean): void => {
  const lines: string[] = [];
  for (const name in headers) lines.push(name, headers[name] ?? '');
  if (status !== 204) lines.push('content-length', String(body.length));
  if (last) lines.push('connection', 'close');
  response.writeHead(status, lines);
  response.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1');
};

const urlOf = (address: AddressInfo | string | null): string => {
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
};
