import type { Handle } from '@facepay/wechat-protocol';
import type { Network } from '../engine/network.ts';
import type { StorageWatch } from '../world/watched-stores.ts';
import type { SituationParts } from './situation-parts.ts';
import { situationsOfContracts } from './situations-of-contracts.ts';
import { situationsOfLines } from './situations-of-lines.ts';
import { situationsOfMoney } from './situations-of-money.ts';
import { situationsOfNotices } from './situations-of-notices.ts';
import { situationsOfWork } from './situations-of-work.ts';

/**
 * Names what happened, where it is more than one fault: the sometimes-events of `simulation.md` §3.4, 7. Judges nothing;
 * `sometimes.ts` says how often each must have happened.
 */
export interface Situations {
  readonly watchStorage: (watch: StorageWatch) => StorageWatch;
  readonly watchNetwork: (network: Network) => Network;
  readonly atServer: (handle: Handle, server: string) => Handle;
}

export const createSituations = (parts: Omit<SituationParts, 'awaiting' | 'sometimes'>): Situations => {
  const sometimes = (what: string): void => parts.simulation.count(`sometimes ${what}`);
  const all: SituationParts = { ...parts, sometimes, awaiting: new Map() };
  const [money, contracts, work] = [situationsOfMoney(all), situationsOfContracts(all), situationsOfWork(all)];
  const [lines, notices] = [situationsOfLines(all), situationsOfNotices(all)];
  return {
    watchStorage: (watch) => ({
      ...watch,
      committed: (process, organization, change, cause) => {
        money(organization, change);
        contracts(organization, change);
        work.committed(process);
        watch.committed(process, organization, change, cause);
      },
      claimed: (process, queue, claimed, now, leaseMs) => {
        if (queue === 'deduction') work.claimed(process, claimed);
        watch.claimed(process, queue, claimed, now, leaseMs);
      },
      refused: (process, reason) => {
        work.refused(process, reason);
        watch.refused?.(process, reason);
      },
    }),
    watchNetwork: ({ transport }) => ({ transport: (life, port) => lines.watch(life, port, transport(life, port)) }),
    atServer: (handle, server) => notices(lines.atServer(handle, server), server),
  };
};
