import type { RunningTerminal } from '@facepay/terminal';
import type { CallJson } from './http-json.ts';
import { handOver } from './open-counter.ts';
import { DeductionPage, readAs } from './read-answer.ts';
import { until } from './until.ts';

/**
 * What an interrupted lunch left undone comes first, on its own day where that is not over: what is charged on a day
 * counts against the limits of that day.
 */
export const finishLeftovers = async (of: {
  readonly api: CallJson;
  readonly organizationId: string;
  readonly counters: readonly RunningTerminal[];
  readonly now: () => number;
  readonly moveTo: (at: number) => Promise<void>;
}): Promise<void> => {
  const { now, moveTo } = of;
  await Promise.all(of.counters.map(handOver));
  const nothingLeft = async (): Promise<boolean> => {
    const open = await Promise.all(openStates.map((state) => isAnyDue(of, state)));
    return !open.includes(true);
  };
  if (await nothingLeft()) return;
  await moveTo(now() + killedWorkersLeaseMs);
  await until('what an interrupted lunch left undone', nothingLeft, 60_000);
};

const openStates = ['received', 'reserved', 'in-flight', 'unknown', 'failed', 'advanced'];
/** A worker that was killed holds its work for half a minute; nobody waits for that here. */
const killedWorkersLeaseMs = 60_000;

const isAnyDue = async (
  { api, organizationId, now }: Pick<Parameters<typeof finishLeftovers>[0], 'api' | 'organizationId' | 'now'>,
  state: string,
): Promise<boolean> => {
  const { items } = readAs(
    DeductionPage,
    await api('GET', `/v1/deductions?organizationId=${organizationId}&state=${state}&pageSize=200`),
  );
  const waits = state === 'failed' || state === 'advanced';
  return items.some(({ nextAttemptAt }) => !waits || nextAttemptAt === undefined || Date.parse(nextAttemptAt) <= now());
};
