import type { StoreFailure } from '@facepay/domain';
import { DatabaseError } from 'pg';

/**
 * What went wrong on the way to the database or in it. `conflict` and `lost` may be tried again with the same work;
 * after `lost` nobody knows whether the commit took place. `bug` is the caller's.
 */
export type TroubleType = 'conflict' | 'lost' | 'busy' | 'down' | 'bug';
export class PostgresTrouble extends Error {
  readonly type: TroubleType;
  constructor(type: TroubleType, message: string) {
    super(message);
    this.name = 'PostgresTrouble';
    this.type = type;
  }
}

/** Keeps the code and the short words; the details would show rows. */
export const troubleOf = (cause: unknown): PostgresTrouble => {
  if (cause instanceof PostgresTrouble) return cause;
  const words = cause instanceof Error ? cause.message : 'unknown cause';
  if (!(cause instanceof DatabaseError) || cause.code === undefined) return new PostgresTrouble('lost', words);
  return new PostgresTrouble(typeOf(cause.code), `PostgreSQL ${cause.code}: ${words}`);
};

/** What the caller hears of it in the end. */
export const failureOf = ({ type, message }: PostgresTrouble): StoreFailure =>
  type === 'conflict' || type === 'busy'
    ? { type: 'StoreBusy', retryAfterMs: 1000 }
    : { type: 'StoreUnavailable', reason: message };

const conflicts = new Set(['40001', '40P01', '23505']);
/** Waited for a lock or a row as long as it may. */
const busy = new Set(['55P03', '57014']);
/** Class 08, shut down, starting up, no connection left, idle too long inside a transaction. */
const lost = /^(?:08|57P0|53300|25P03)/u;
/** Wrong login, no such database, disk or memory full, damage. */
const down = /^(?:28|3D|42501|53|54|58|F0|XX)/u;

const typeOf = (code: string): TroubleType => {
  if (conflicts.has(code)) return 'conflict';
  if (busy.has(code)) return 'busy';
  if (lost.test(code)) return 'lost';
  return down.test(code) ? 'down' : 'bug';
};
