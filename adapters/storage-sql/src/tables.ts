import type { Kind, ListedKind, Queue } from '@facepay/domain';

/** What lists compare; `tenant` is the organization that a record of the whole installation is about. */
export type ListColumn = 'tenant' | 'status' | 'member' | 'device' | 'day';
export const listColumns: Readonly<Record<ListedKind, readonly ListColumn[]>> = {
  organization: ['tenant'],
  member: ['status', 'member'],
  device: ['tenant', 'status', 'device'],
  deduction: ['status', 'member', 'device', 'day'],
  notice: ['tenant', 'status', 'member'],
};
/** These stand only here, not in the body: a claim changes them without touching it. Times are epoch milliseconds. */
const queueColumns = ['due_at', 'lease_until', 'fence'] as const;

export const kinds: readonly Kind[] = [
  'organization',
  'member',
  'device',
  'voucher',
  'evidence',
  'credential',
  'deduction',
  'number',
  'attempt',
  'spending',
  'notice',
  'authinfo',
  'cursor',
];
const isListed = (kind: Kind): kind is ListedKind => kind in listColumns;
export const isQueue = (kind: Kind): kind is Queue => kind === 'deduction' || kind === 'notice';
export const columnsOf = (kind: Kind): readonly (keyof RecordTable)[] => [
  'organization',
  'key',
  'body',
  ...(isListed(kind) ? listColumns[kind] : []),
  ...(isQueue(kind) ? queueColumns : []),
];

/**
 * One table per kind. `body` is the record as JSON with the personal fields sealed; the columns behind it exist where
 * `columnsOf` says so.
 */
export interface RecordTable {
  organization: string;
  key: string;
  body: string;
  tenant: string | null;
  status: string | null;
  member: string | null;
  device: string | null;
  day: string | null;
  due_at: number | null;
  lease_until: number | null;
  fence: number | null;
}
export interface EventTable {
  organization: string;
  key: string;
  subject_kind: string;
  subject_id: string;
  at: number;
  body: string;
  /** Order of commit, since one connection writes at a time. Never shown to readers. */
  arrival: number;
  /** Given by the relay after commit. */
  position: number | null;
}
interface LeaseTable {
  organization: string;
  key: string;
  holder: string;
  until: number;
}
export type Tables = Record<Kind, RecordTable> & { event: EventTable; lease: LeaseTable };

export type SqlValue = string | number | null;
