export { createWorkerMetrics, type WorkerMetrics } from './worker-metrics.ts';
export { createWorker, runWorker, type Worker, type WorkerDeps, type WorkerSettings } from './worker.ts';
