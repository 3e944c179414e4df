import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { DayLine } from '../day-sheet/index.ts';
import type { DenyListEntry } from '../deny-list/index.ts';
import type { BeijingDay } from '../kernel/civil-date.ts';
import type { OrganizationId } from '../kernel/ids.ts';
import type { NumberedEvent } from './domain-event.ts';
import type { Kind, Records, Ref, StoreFailure } from './storage.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Hand it in as `after` for the next page; absent on the last one. */
  readonly next?: string;
}
export type ListedKind =
  | 'organization'
  | 'member'
  | 'device'
  | 'deduction'
  | 'notice'
  | 'refund'
  | 'alarm'
  | 'payscoreOrder';
/** Only what is asked for is compared. `day` is the Beijing day of the sale. */
export interface ListFilter {
  readonly organization?: OrganizationId;
  readonly status?: string;
  readonly member?: string;
  readonly device?: string;
  readonly day?: string;
}
/** Looks without deciding anything: nothing is written because of what they return. */
export interface Reads {
  readonly find: <K extends Kind>(
    organization: OrganizationId,
    at: Ref<K>,
  ) => TaskEither<StoreFailure, Records[K] | undefined>;
  /** In key order. */
  readonly page: <K extends ListedKind>(
    kind: K,
    filter: ListFilter,
    countMax: number,
    after?: string,
  ) => TaskEither<StoreFailure, Page<Records[K]>>;
  /** Members whose place on the deny list changed after version `after` of it, the oldest change first (INV-42). */
  readonly denyList: (
    organization: OrganizationId,
    after: number,
    countMax: number,
  ) => TaskEither<StoreFailure, readonly DenyListEntry[]>;
  /** The sales of one Beijing day, counted and summed by what is alike (INV-31); in no particular order. */
  readonly dayLines: (organization: OrganizationId, day: BeijingDay) => TaskEither<StoreFailure, readonly DayLine[]>;
  /** Every event of one subject, in the order in which they happened. */
  readonly history: (
    organization: OrganizationId,
    subject: NumberedEvent['subject'],
    countMax: number,
  ) => TaskEither<StoreFailure, readonly Omit<NumberedEvent, 'position'>[]>;
}
