import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  /** Stands for the server; every connection is passed on. */
  readonly url: string;
  /** From now on, the connection is cut once `bytes` of an answer have passed; `undefined` cuts no more. */
  readonly cutAfterAnswerBytes: (bytes: number | undefined) => void;
  /** How many connections were cut so far. */
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A network that breaks while the server is answering: the request arrived, everything was stored, and the client sees the
 * beginning of an answer, then a reset.
 */
export const startCuttingProxy = async (targetUrl: string): Promise<CuttingProxy> => {
  const { hostname, port } = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let limit: number | undefined;
  let cuts = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((client) => {
    const upstream = keep(connect(Number(port), hostname));
    keep(client);
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      if (limit === undefined) {
        client.write(chunk);
        return;
      }
      cuts += 1;
      client.write(chunk.subarray(0, limit), () => client.resetAndDestroy());
      upstream.destroy();
    });
    upstream.on('end', () => client.end());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroySoon());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    cutAfterAnswerBytes: (bytes) => {
      limit = bytes;
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
