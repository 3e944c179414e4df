import type { Composed } from '@facepay/composition';
import { createWorker, runWorker, type WorkerMetrics } from '@facepay/worker';

/** The worker, as `pnpm worker` runs it, here beside the server. */
export const startWorking = (
  { ports, useCases, maintain }: Composed,
  metrics: WorkerMetrics,
): { readonly stop: () => Promise<void> } => {
  const stop = new AbortController();
  const worker = createWorker({
    ...ports,
    useCases,
    maintain,
    holder: `worker/${ports.idSource.next()}`,
    counting: { metrics, reads: ports.reads },
  });
  const running = runWorker(worker, ports.timer, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return running;
    },
  };
};
