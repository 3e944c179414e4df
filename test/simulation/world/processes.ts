import { createUseCases, type UseCases } from '@facepay/composition';
import type { Handle } from '@facepay/wechat-protocol';
import { createWorker, runWorker } from '@facepay/worker';
import { createProcess, type Process } from '../engine/process.ts';
import { createEdge } from './edge.ts';
import { type Materials, portsOfLife } from './life-ports.ts';

export interface ServerProcess {
  readonly process: Process;
  /** Of the life that is up; what a dead one still answers reaches nobody. */
  readonly handle: () => Handle | undefined;
  readonly useCases: () => UseCases | undefined;
}

export const createServerProcess = (materials: Materials): ServerProcess => {
  let current: { readonly handle: Handle; readonly useCases: UseCases } | undefined;
  const process = createProcess(materials.simulation, 'server', (life) => {
    const ports = portsOfLife(life, materials);
    const useCases = createUseCases(ports);
    const handle = createEdge(ports, useCases);
    current = { handle: materials.mutant?.server?.(handle) ?? handle, useCases };
  });
  return {
    process,
    handle: () => (process.isUp() ? current?.handle : undefined),
    useCases: () => (process.isUp() ? current?.useCases : undefined),
  };
};

/** The worker's own loop; only its rest is ours. */
export const createWorkerProcess = (materials: Materials, name: string): Process =>
  createProcess(materials.simulation, name, (life) => {
    const ports = portsOfLife(life, materials);
    const { simulation } = materials;
    const worker = createWorker({ ...ports, useCases: createUseCases(ports), holder: `${name}/${life.epoch}` });
    runWorker(worker, ports.timer, new AbortController().signal).catch((cause: unknown) =>
      simulation.violate('INV-96', `${name} died of ${String(cause)}`),
    );
  });
