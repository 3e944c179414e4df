import type { Clock, OrganizationId, Reads } from '@facepay/domain';
import { platform, ref, sweepKey } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { CallJson } from './http-json.ts';
import { until } from './until.ts';

/**
 * Every member is read from WeChat in the night, which is over in a moment here; a lunch in the middle of that would know
 * more, or less, from one day to the next. Time goes on by a second at each look, so nobody waits for the night's pace.
 */
export const letNightPass = (of: {
  readonly organizationId: string;
  readonly reads: Pick<Reads, 'find'>;
  readonly clock: Clock;
  readonly control: CallJson;
}): Promise<void> => {
  const sweep = ref('task', sweepKey(of.organizationId as OrganizationId));
  return until('the night’s reading of every member', async () => {
    const found = await of.reads.find(platform, sweep)();
    const task = E.isRight(found) ? found.right : undefined;
    if (task?.type === 'Sweep' && task.pass === undefined && (task.dueAt ?? 0) > of.clock.now()) return true;
    await of.control('POST', '/_emulator/clock', { advanceMs: 1_000 });
    return false;
  });
};
