import { platform } from '@facepay/domain';
import type { CommittedRecords } from '../world/records.ts';

const restSoonestMs = 60_000;

/**
 * What still moves by itself, in words; nothing when everything has come to rest (INV-98). A sale that waits for a person is
 * at rest although it will be asked about once more, unless WeChat has charged it.
 */
export const restless = (
  records: CommittedRecords,
  now: number,
  isCharged: (no: string) => boolean,
): string | undefined => {
  for (const { id, no, status, reason, leaseUntil, dueAt } of records.all('deduction')) {
    if ((status === 'held' || status === 'dead') && dueAt !== undefined && isCharged(no))
      return `deduction ${id} is ${status}, and WeChat has charged it`;
    const soon = dueAt !== undefined && dueAt < now + restSoonestMs;
    const waits = status === 'failed' || status === 'received'; // for a window, perhaps (INV-33)
    const moving = ['reserved', 'in-flight', 'unknown'].includes(status) || (waits && soon);
    if (moving) return `deduction ${id} is ${status} (${reason ?? ''})`;
    if (leaseUntil !== undefined && leaseUntil >= now) return `deduction ${id} is leased`;
  }
  const notice = records.all('notice').find(({ status }) => status === 'received');
  if (notice !== undefined) return `notice ${notice.id} is not processed`;
  const told = records.find(platform, 'cursor', 'notifier')?.position ?? 0;
  return told === records.events.size ? undefined : `${records.events.size - told} events are not told`;
};
