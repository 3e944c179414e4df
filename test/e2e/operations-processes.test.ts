import { startEmulator } from '@facepay/emulator';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startApp } from '../rig/app-process.ts';
import { callerOf, succeeding } from '../support/call-json.ts';
import { environmentOf, newInstallation } from '../support/installation.ts';
import { fetchMerchant } from '../support/merchant.ts';
import { exchange } from '../support/raw-exchange.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

// Runs once: ports and signals of processes; `operations-metrics` looks at the store of each database.

/** A port that nobody has at this moment. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

test('server and worker, each a process of its own, show how they are on their own ports', async () => {
  const folder = makeTemporaryFolder();
  const emulator = await startEmulator({ port: 0 });
  const merchant = await fetchMerchant(succeeding(callerOf(emulator.url)));
  const surroundings = { merchant, emulatorUrl: emulator.url, serverPort: 0 };
  const environment = environmentOf(newInstallation(folder.path), surroundings);
  for (const [name, measured] of [
    ['server', 'facepay_http_requests_total 0'],
    ['worker', 'facepay_worker_claim_failures_total{queue="notice"} 0'],
  ] as const) {
    const port = await freePort();
    const app = await startApp(name, { ...environment, FACEPAY_METRICS_PORT: String(port) });
    const look = (target: string) => exchange(`http://127.0.0.1:${port}`, { method: 'GET', target });
    expect([(await look('/healthz')).status, (await look('/readyz')).status]).toEqual([200, 200]);
    expect((await look('/metrics')).text.split('\n')).toContain(measured);
    expect(await app.stop()).toBe(0);
  }
  await emulator.stop();
  folder.remove();
});
