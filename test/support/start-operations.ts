import { type RunningOperations, startOperations } from '@facepay/composition';
import type { Canteen } from './open-canteen.ts';
import { exchange } from './raw-exchange.ts';

export interface CanteenOperations extends RunningOperations {
  /** One value of `/metrics` as a scraper reads it; `undefined` where there is no such line. */
  readonly value: (series: string) => Promise<number | undefined>;
}

/** Metrics, health and readiness of a canteen, as `start` shows them: server and worker in one. */
export const startCanteenOperations = async ({
  composed,
  counters,
  workerMetrics,
}: Canteen): Promise<CanteenOperations> => {
  const operations = await startOperations(
    {
      metrics: [composed.metrics, counters.source, workerMetrics.source],
      ready: composed.ready,
      logger: composed.ports.logger,
    },
    { port: 0, host: '127.0.0.1' },
  );
  return {
    ...operations,
    value: async (series) => {
      const { text } = await exchange(operations.url, { method: 'GET', target: '/metrics' });
      const line = text.split('\n').find((one) => one.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.slice(series.length + 1));
    },
  };
};
