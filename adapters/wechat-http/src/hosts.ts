import type { Clock, Instant } from '@facepay/domain';
import type { Failover } from './config.ts';
import type { Origin } from './origin.ts';

/** Which of the listed hosts is called now. */
export interface Hosts {
  /** The one in use first, then the other one, if there is one. */
  readonly inOrder: () => readonly Origin[];
  readonly reached: (host: Origin) => void;
  readonly missed: (host: Origin) => void;
}

/** After `failuresMax` transport failures in a row the backup takes over for `awayMs` (`v3-rules.md` §8). */
export const createHosts = (main: Origin, backup: Origin | undefined, failover: Failover, clock: Clock): Hosts => {
  let failures = 0;
  let awayUntil: Instant | undefined;
  const away = (): boolean => awayUntil !== undefined && clock.now() < awayUntil;
  const inUse = (): Origin => (away() && backup !== undefined ? backup : main);
  return {
    inOrder: () => {
      if (backup === undefined) return [main];
      return away() ? [backup, main] : [main, backup];
    },
    reached: (host) => {
      if (host === inUse()) failures = 0;
    },
    missed: (host) => {
      if (backup === undefined || host !== inUse()) return;
      failures += 1;
      if (failures < failover.failuresMax) return;
      failures = 0;
      awayUntil = away() ? undefined : ((clock.now() + failover.awayMs) as Instant);
    },
  };
};
