import type { Kind, ListedKind, Queue } from '@facepay/domain';
import { hasSealed } from './sealed-fields.ts';

/** What lists compare; `tenant` is the organization that a record of the whole installation is about. */
export type ListColumn = 'tenant' | 'status' | 'member' | 'device' | 'day';
export const listColumns: Readonly<Record<ListedKind, readonly ListColumn[]>> = {
  organization: ['tenant'],
  member: ['status', 'member'],
  device: ['tenant', 'status', 'device'],
  deduction: ['status', 'member', 'device', 'day'],
  notice: ['tenant', 'status', 'member'],
  refund: ['tenant', 'status', 'member', 'day'],
  alarm: ['tenant', 'status'],
  payscoreOrder: ['status', 'day'],
};
/**
 * Keys of deductions are hashes, those of notices WeChat's: an index that ended with them would be written to at another
 * place for every row. So these end with the order of arrival.
 */
export const keylessIndexes: Readonly<Record<ListedKind, readonly ListColumn[]>> = {
  organization: [],
  member: [],
  device: [],
  deduction: ['status', 'member', 'device', 'day'],
  notice: ['tenant', 'status', 'member'],
  refund: ['tenant', 'status', 'member', 'day'],
  alarm: [],
  payscoreOrder: ['status', 'day'],
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
  'refund',
  'refundBook',
  'authinfo',
  'cursor',
  'alarm',
  'answer',
  'task',
  'payscoreOrder',
  'payscorePermission',
];
const isListed = (kind: Kind): kind is ListedKind => kind in listColumns;
export const isQueue = (kind: Kind): kind is Queue =>
  kind === 'deduction' || kind === 'notice' || kind === 'refund' || kind === 'task' || kind === 'payscoreOrder';
export const columnsOf = (kind: Kind): readonly (keyof RecordTable)[] => [
  'organization',
  'key',
  'body',
  ...(hasSealed(kind) ? (['sealed'] as const) : []),
  ...(isListed(kind) ? listColumns[kind] : []),
  ...(isQueue(kind) ? queueColumns : []),
  ...(kind === 'member' ? (['deny_version'] as const) : []),
];

/**
 * One table per kind. `body` is the record as JSON without the personal fields, `sealed` those; the columns behind
 * `body` exist where `columnsOf` says so.
 */
export interface RecordTable {
  organization: string;
  key: string;
  body: string;
  sealed: Uint8Array | null;
  tenant: string | null;
  status: string | null;
  member: string | null;
  device: string | null;
  day: string | null;
  due_at: number | null;
  lease_until: number | null;
  fence: number | null;
  /** Of the deny list, by which terminals ask. */
  deny_version: number | null;
}
export interface EventTable {
  organization: string;
  key: string;
  subject_kind: string;
  subject_id: string;
  at: number;
  body: string;
  sealed: Uint8Array | null;
}
interface LeaseTable {
  organization: string;
  key: string;
  holder: string;
  until: number;
  /** How far the holder has come: of the event relay, the last event that has its number. */
  position: number;
}
export type Tables = Record<Kind, RecordTable> & { event: EventTable; lease: LeaseTable };

export type SqlValue = string | number | Uint8Array | null;
