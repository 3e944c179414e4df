import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { OrganizationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { StoreFailure } from './storage.ts';

export type Queue = 'deduction' | 'notice' | 'refund' | 'task' | 'payscoreOrder';
export interface Claimed {
  readonly organization: OrganizationId;
  readonly key: string;
  /** Raised by this claim; writes under an older one are refused (INV-16). */
  readonly fence: number;
}
/** The queue is our own rows: due, unleased, claimed under a rising fencing number, the longest due first. */
export interface DueWork {
  readonly claim: (
    queue: Queue,
    now: Instant,
    leaseMs: number,
    countMax: number,
  ) => TaskEither<StoreFailure, readonly Claimed[]>;
}
