import 'reflect-metadata';
import { compose, metricsPorts, openStores, settingsFromProcess, startOperations } from '@facepay/composition';
import { createPace, defaultPace } from './pace.ts';
import { createWorker, runWorker } from './worker.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

const composed = await compose(settingsFromProcess(), {
  service: 'facepay-worker',
  // Answers of WeChat's come one by one; their outcomes are committed together (docs/performance.md).
  open: (settings) => openStores(settings, { gatherMs: 5 }),
});
const { settings, ports, useCases, maintain, ready } = composed;
const metrics = createWorkerMetrics();
const operations = await startOperations(
  { metrics: [composed.metrics, metrics.source], ready, logger: ports.logger },
  { port: metricsPorts.worker, ...settings.metrics },
);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    operations.stopping();
    stop.abort();
  });

const holder = `worker/${ports.idSource.next()}`;
ports.logger.info('metrics are up', { address: operations.url });
ports.logger.info('worker is up', { holder });
// Workers that meet the same outage come back at moments of their own (INV-34).
const chance = () => Number.parseInt(ports.idSource.next().slice(0, 8), 16) / 2 ** 32;
const pace = createPace({ ...defaultPace, perSecondMax: settings.charging.perSecondMax }, chance);
const worker = createWorker({ ...ports, useCases, holder, maintain, pace, counting: { metrics, reads: ports.reads } });
await runWorker(worker, ports.timer, stop.signal);
await operations.stop();
await composed.close();
ports.logger.info('worker has stopped', { holder });
