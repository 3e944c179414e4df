import type { Logger } from '@facepay/domain';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MetricSource } from './metric.ts';
import { createAnswerOperations } from './answer-operations.ts';
import { watchProcess } from './process-metrics.ts';
import type { NotReady } from './readiness.ts';

export interface OperationsOptions {
  readonly metrics: readonly MetricSource[];
  readonly ready: () => Promise<readonly NotReady[]>;
  readonly logger: Logger;
}
export interface RunningOperations {
  /** Such as `http://127.0.0.1:8703`. */
  readonly url: string;
  /** From now on not ready, so that nobody sends new work. */
  readonly stopping: () => void;
  readonly stop: () => Promise<void>;
}

/** `/metrics`, `/healthz` and `/readyz` on a port of their own, which nobody outside should reach (BAD-87). Rejects where the port is taken. */
export const startOperations = async (
  { metrics, ready, logger }: OperationsOptions,
  at: { readonly port: number; readonly host: string },
): Promise<RunningOperations> => {
  const watched = watchProcess();
  let stopping = false;
  const answer = createAnswerOperations({
    metrics: [...metrics, watched.source],
    ready: async () => (stopping ? ['stopping'] : ready()),
    logger,
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await answer(request.method ?? '', request.url ?? '');
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? '' : body);
  };
  const server = createServer(
    { maxHeaderSize: 8192, headersTimeout: 5_000, requestTimeout: 5_000 },
    (request, response) => {
      request.resume(); // no body is read
      void serve(request, response);
    },
  );
  const url = await listen(server, at).catch((cause: unknown) => {
    watched.stop();
    throw cause;
  });
  return {
    url,
    stopping: () => {
      stopping = true;
    },
    stop: () =>
      new Promise((resolve) => {
        watched.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listen = (server: Server, { port, host }: { readonly port: number; readonly host: string }): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
