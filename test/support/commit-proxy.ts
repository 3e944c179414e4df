import { connect, createServer, type Socket } from 'node:net';

export interface CommitProxy {
  /** The same database, through the proxy. */
  readonly url: string;
  /** Swallows the answers to so many of the next commits, and the connections with them. */
  readonly cutCommits: (count: number) => void;
  readonly cuts: () => number;
  /** From now on nobody gets through, until `heal`. */
  readonly cutAll: () => void;
  readonly heal: () => void;
  readonly close: () => Promise<void>;
}

/** A network that breaks between PostgreSQL's commit and its answer: stored, and nobody told. */
export const startCommitProxy = async (databaseUrl: string): Promise<CommitProxy> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let [toCut, cuts, down] = [0, 0, false];
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (down) {
      client.resetAndDestroy();
      return;
    }
    const upstream = keep(connect(Number(target.port), target.hostname));
    let [cutting, swallowed] = [false, ''];
    client.on('data', (chunk: Buffer) => {
      if (toCut > 0 && chunk.includes('commit\0')) {
        toCut -= 1;
        cutting = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!cutting) {
        client.write(chunk);
        return;
      }
      swallowed += chunk.toString('latin1');
      if (!swallowed.includes(transactionOver)) return;
      if (!swallowed.includes('COMMIT\0')) {
        client.write(Buffer.from(swallowed, 'latin1')); // it was refused: another one will do
        [cutting, swallowed] = [false, ''];
        toCut += 1;
        return;
      }
      cuts += 1;
      client.resetAndDestroy();
      upstream.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cutCommits: (count) => {
      toCut = count;
    },
    cuts: () => cuts,
    cutAll: () => {
      down = true;
      destroyAll();
    },
    heal: () => {
      down = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        destroyAll();
      }),
  };
};

/** PostgreSQL's `ReadyForQuery`, outside a transaction. */
const transactionOver = 'Z\0\0\0\x05I';
