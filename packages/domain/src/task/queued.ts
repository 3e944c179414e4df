import type { Instant } from '../kernel/instant.ts';

/** What any worker may take up when it is due: claimed under a lease with a rising fence, as deductions are (INV-16). */
export interface Queued {
  /** When a worker takes it up; absent when nothing is left to do. */
  readonly dueAt?: Instant;
  readonly fence: number;
  readonly leaseUntil?: Instant;
}
