import { createUseCases } from '@facepay/composition';
import { ackKeysDocument, verifyEd25519Sync } from '@facepay/device-protocol';
import { createAccessTokens, createHandle, createServerCounters, type ServerDependencies } from '@facepay/server';
import type { Handle } from '@facepay/wechat-protocol';
import { createWorker, runWorker } from '@facepay/worker';
import { createProcess, type Process } from '../engine/process.ts';
import { ackKey, ackKeyId, elsewhere, elsewhereToken, officeToken } from './keys.ts';
import { type Materials, portsOfLife } from './life-ports.ts';

export interface ServerProcess {
  readonly process: Process;
  /** Of the life that is up; what a dead one still answers reaches nobody. */
  readonly handle: () => Handle | undefined;
}

/** The whole server but its sockets. */
export const createServerProcess = (materials: Materials, name = 'server'): ServerProcess => {
  let current: Handle | undefined;
  const process = createProcess(materials.simulation, name, (life) => {
    const ports = portsOfLife(life, materials);
    const deps: ServerDependencies = {
      useCases: createUseCases(ports),
      reads: ports.reads,
      clock: ports.clock,
      idSource: ports.idSource,
      logger: ports.logger,
      accessTokens: createAccessTokens([
        { name: 'office', role: 'admin', token: officeToken },
        { name: 'elsewhere', role: 'admin', token: elsewhereToken, organization: elsewhere },
      ]),
      ackKeys: ackKeysDocument(new Map([[ackKeyId, ackKey.publicKey]])),
      verifySignature: verifyEd25519Sync,
      mchid: materials.keys.mchid,
      cursorKey: 'the cursors of a simulation',
      wechat: ports.wechat,
      counters: createServerCounters(),
    };
    const handle = createHandle(materials.mutant?.serverDeps?.(deps) ?? deps);
    current = materials.mutant?.server?.(handle) ?? handle;
  });
  return { process, handle: () => (process.isUp() ? current : undefined) };
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
