import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricFamily, MetricSource, Sample } from './metric.ts';

export interface ProcessMetrics {
  readonly source: MetricSource;
  readonly stop: () => void;
}

/** Memory, processor time and event-loop lag of this process; the lag is of the time since the reading before. */
export const watchProcess = (): ProcessMetrics => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const startedAt = Date.now() / 1000 - process.uptime();
  return {
    source: () => {
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const lag = [
        { labels: { quantile: '0.5' }, value: lagSeconds(delay.percentile(50)) },
        { labels: { quantile: '0.99' }, value: lagSeconds(delay.percentile(99)) },
        { labels: { quantile: '1' }, value: lagSeconds(delay.max) },
      ];
      delay.reset();
      return [
        gauge('process_start_time_seconds', 'When the process started, Unix seconds.', one(startedAt)),
        gauge('process_resident_memory_bytes', 'Resident memory.', one(rss)),
        gauge('nodejs_heap_size_used_bytes', 'Heap in use.', one(heapUsed)),
        gauge('nodejs_heap_size_total_bytes', 'Heap that is reserved.', one(heapTotal)),
        gauge('nodejs_external_memory_bytes', 'Memory outside the heap that objects hold.', one(external)),
        {
          ...gauge('process_cpu_seconds_total', 'Processor time used.', one((user + system) / 1e6)),
          type: 'counter',
        },
        gauge('facepay_eventloop_lag_seconds', 'Delay of the event loop since the reading before.', lag),
      ];
    },
    stop: () => delay.disable(),
  };
};

const one = (value: number): readonly Sample[] => [{ labels: {}, value }];
const gauge = (name: string, help: string, samples: readonly Sample[]): MetricFamily => ({
  name,
  help,
  type: 'gauge',
  samples,
});
/** Node counts nanoseconds from one timer to the next, and says NaN or nonsense where nothing was measured yet. */
const lagSeconds = (ns: number): number =>
  Number.isFinite(ns) && ns < 1e15 ? Math.max(0, ns - resolutionMs * 1e6) / 1e9 : 0;
const resolutionMs = 10;
