import 'reflect-metadata';
import { compose, settingsFromProcess } from '@facepay/composition';
import { createWorker, runWorker } from './worker.ts';

const composed = await compose(settingsFromProcess());
const { ports, useCases, maintain } = composed;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const holder = `worker/${ports.idSource.next()}`;
ports.logger.info('worker is up', { holder });
await runWorker(createWorker({ ...ports, useCases, holder, maintain }), ports.timer, stop.signal);
await composed.close();
ports.logger.info('worker has stopped', { holder });
