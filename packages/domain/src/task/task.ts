import type { PersonNotice } from '../person-notice/person-notice.ts';
import type { Sweep } from '../sweep/sweep.ts';
import type { Instant } from '../kernel/instant.ts';

/** What any worker may take up when it is due: claimed under a lease with a rising fence, as deductions are (INV-16). */
export interface Queued {
  /** When a worker takes it up; absent when nothing is left to do. */
  readonly dueAt?: Instant;
  readonly fence: number;
  readonly leaseUntil?: Instant;
}
/** Something to do later that belongs to no sale and no notice. Key: `sweepKey` or `personNoticeKey`. */
export type Task = Sweep | PersonNotice;
