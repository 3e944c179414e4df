import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on any free port, says so on standard output, and ends with SIGTERM. */
export const listen = (name: string, listener: RequestListener, onClosed: () => void = () => undefined): void => {
  // A side waits while the other one works; a connection that is closed just then would count as an answer that got lost.
  const server = createServer({ keepAliveTimeout: 600_000 }, listener);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ message: `${name} is up`, address: `http://127.0.0.1:${port}` }));
  });
  process.once('SIGTERM', () => {
    server.close(onClosed);
    server.closeAllConnections();
  });
};
