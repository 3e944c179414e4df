import 'reflect-metadata';
import { compose, settingsFromProcess } from '@facepay/composition';
import { dependenciesFrom } from './dependencies-from.ts';
import { startServer } from './fastify-shell.ts';

const composed = await compose(settingsFromProcess());
const { logger } = composed.ports;
const server = await startServer(dependenciesFrom(composed), composed.settings.server);
logger.info('server is up', { address: server.url });

const stop = async (): Promise<void> => {
  await server.stop();
  logger.info('server has stopped');
  await composed.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
