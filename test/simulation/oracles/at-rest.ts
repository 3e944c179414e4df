import { platform } from '@facepay/domain';
import type { CommittedRecords } from '../world/records.ts';

const restSoonestMs = 60_000;

/** What still moves by itself, in words; nothing when everything has come to rest (INV-98). */
export const restless = (records: CommittedRecords, now: number): string | undefined => {
  for (const { id, status, reason, leaseUntil, dueAt } of records.all('deduction')) {
    const soon = dueAt !== undefined && dueAt < now + restSoonestMs;
    const moving = ['received', 'reserved', 'in-flight', 'unknown'].includes(status) || (status === 'failed' && soon);
    if (moving) return `deduction ${id} is ${status} (${reason ?? ''})`;
    if (leaseUntil !== undefined && leaseUntil >= now) return `deduction ${id} is leased`;
  }
  const notice = records.all('notice').find(({ status }) => status === 'received');
  if (notice !== undefined) return `notice ${notice.id} is not processed`;
  const told = records.find(platform, 'cursor', 'notifier')?.position ?? 0;
  return told === records.events.size ? undefined : `${records.events.size - told} events are not told`;
};
