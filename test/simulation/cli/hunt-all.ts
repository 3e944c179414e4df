import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { HuntOrder } from './hunt-child.ts';
import type { Prey } from './hunt.ts';

const child = fileURLToPath(new URL('./hunt-child.ts', import.meta.url));

/** Every planted bug of the list, on every core, in the order of the list. Rejects when a process dies. */
export const huntAll = async (
  count: number,
  seedsMax: number,
  told: (prey: Prey) => void,
): Promise<readonly Prey[]> => {
  const prey: Prey[] = [];
  let next = 0;
  const workOff = async (): Promise<void> => {
    const process = fork(child, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    try {
      for (let index = next; index < count; index = next) {
        next += 1;
        const one = await askFor(process, { index, seedsMax });
        prey[index] = one;
        told(one);
      }
    } finally {
      process.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, availableParallelism()) }, workOff));
  return prey;
};

const askFor = (process: ChildProcess, order: HuntOrder): Promise<Prey> =>
  new Promise((resolve, reject) => {
    const died = (code: number | null): void =>
      reject(new Error(`planted bug ${order.index}: its process ended (${code})`));
    process.once('exit', died);
    process.once('message', (prey: Prey) => {
      process.off('exit', died);
      resolve(prey);
    });
    process.send(order);
  });
