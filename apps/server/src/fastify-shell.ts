import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { answerClientError } from './client-error.ts';
import { bodyMaxOf, createHandle } from './handle.ts';
import { headerBytesMax } from './edge/read-header.ts';
import type { HttpRequest } from './http-message.ts';
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

/** Fastify owns the sockets; every decision is `handle`'s. */
export const startServer = async (deps: ServerDependencies, at: ListenAt): Promise<RunningServer> => {
  const handle = createHandle(deps);
  const requestTimeout = at.requestTimeoutMs ?? 30_000;
  const app = fastify({
    http: {
      maxHeaderSize: headerBytesMax,
      headersTimeout: Math.min(10_000, requestTimeout),
      connectionsCheckingInterval: Math.min(1_000, requestTimeout),
    },
    requestTimeout,
    keepAliveTimeout: 5_000,
    forceCloseConnections: 'idle',
    // Paths are ours to read: Fastify sees one path, and finds nothing there for anybody.
    rewriteUrl: () => '/',
    clientErrorHandler: answerClientError,
  });
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { raw } = request;
    const method = raw.method ?? 'GET';
    const target = request.originalUrl;
    const read = await readBody(raw, bodyMaxOf(method, target));
    if (read.type === 'Aborted') return reply.hijack();
    const answer = await handle({ method, target, headers: headersOf(raw), body: read.body });
    if (!read.whole) reply.header('connection', 'close');
    return reply.code(answer.status).headers(answer.headers).send(Buffer.from(answer.body));
  };
  app.addHook('onRequest', serve); // before Fastify looks at content types or bodies
  app.setNotFoundHandler(() => undefined);
  const url = await app.listen({ port: at.port, host: at.host });
  return {
    url,
    stop: async () => {
      const deadline = setTimeout(() => app.server.closeAllConnections(), at.stopMaxMs ?? 10_000);
      await app.close();
      clearTimeout(deadline);
    },
  };
};

/** Every value of every header as received; Node would otherwise drop or join repeated ones. */
const headersOf = (message: IncomingMessage): HttpRequest['headers'] =>
  Object.fromEntries(Object.entries(message.headersDistinct).map(([name, values]) => [name, values ?? []]));
