import 'reflect-metadata';
import { compose, metricsPorts, settingsFromProcess, startOperations } from '@facepay/composition';
import { dependenciesFrom } from './dependencies-from.ts';
import { startServer } from './start-server.ts';

const composed = await compose(settingsFromProcess(), { service: 'facepay-server' });
const { settings, ready } = composed;
const { logger } = composed.ports;
const dependencies = dependenciesFrom(composed);
const operations = await startOperations(
  { metrics: [composed.metrics, dependencies.counters.source], ready, logger },
  { port: metricsPorts.server, ...settings.metrics },
);
const server = await startServer(dependencies, settings.server);
logger.info('metrics are up', { address: operations.url });
logger.info('server is up', { address: server.url });

const stop = async (): Promise<void> => {
  operations.stopping();
  await server.stop();
  await operations.stop();
  logger.info('server has stopped');
  await composed.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
