import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on any free port, says so on standard output, and ends with SIGTERM. */
export const listen = (name: string, listener: RequestListener, onClosed: () => void = () => undefined): void => {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ message: `${name} is up`, address: `http://127.0.0.1:${port}` }));
  });
  process.once('SIGTERM', () => {
    server.close(onClosed);
    server.closeAllConnections();
  });
};
