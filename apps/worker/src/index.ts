export { createWorker, runWorker, type Worker, type WorkerDeps, type WorkerSettings } from './worker.ts';
