import type { DenyListDelta } from '@facepay/device-protocol';
import type { DenyList } from './voucher-journal.ts';

/** The list after an answer of the server (`docs/device-protocol.md` §5). */
export const changedDenyList = (
  before: DenyList,
  { version, complete, changes }: Omit<DenyListDelta, 'more'>,
): Required<DenyList> => {
  const outUserIds = new Set(complete ? [] : before.outUserIds);
  for (const { outUserId, denied } of changes) {
    if (denied) outUserIds.add(outUserId);
    else outUserIds.delete(outUserId);
  }
  return { version, outUserIds };
};
