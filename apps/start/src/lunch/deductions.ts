import type { World } from '../world/open-world.ts';
import { type DeductionAnswer, DeductionDetail, DeductionPage, readAs } from '../world/read-answer.ts';
import { until } from '../world/until.ts';
import { inParallel } from './in-parallel.ts';

/** Today's sales as the API lists them, by voucher. */
export const todaysDeductions = async (world: World): Promise<ReadonlyMap<string, DeductionAnswer>> => {
  const found = new Map<string, DeductionAnswer>();
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ organizationId: world.organizationId, day: world.day, pageSize: '200' });
    if (cursor !== undefined) query.set('cursor', cursor);
    const page = readAs(DeductionPage, await world.api('GET', `/v1/deductions?${query.toString()}`));
    for (const item of page.items) found.set(item.voucherId, item);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

/** Each with its events. */
export const readDetails = async (
  world: World,
  deductions: ReadonlyMap<string, DeductionAnswer>,
): Promise<ReadonlyMap<string, DeductionDetail>> => {
  const details = await inParallel([...deductions.values()], 8, async ({ deductionId }) =>
    readAs(
      DeductionDetail,
      await world.api('GET', `/v1/deductions/${deductionId}?organizationId=${world.organizationId}`),
    ),
  );
  return new Map(details.map((detail) => [detail.voucherId, detail]));
};

/** Until nothing is left to do by itself at this time of the day, for each of these sales. */
export const untilSettled = (
  world: World,
  voucherIds: readonly string[],
  told: (settled: number) => void,
): Promise<void> =>
  until(
    'every sale to be decided',
    async () => {
      const today = await todaysDeductions(world);
      const now = world.emulator.clock.now();
      const settled = voucherIds.filter((id) => isSettled(today.get(id), now));
      told(settled.length);
      return settled.length === voucherIds.length;
    },
    60_000,
  );

const resting = new Set(['paid', 'advanced', 'repaid', 'held', 'dead']);

const isSettled = (deduction: DeductionAnswer | undefined, now: number): boolean => {
  if (deduction === undefined) return false;
  const { state, nextAttemptAt } = deduction;
  if (state !== 'failed') return resting.has(state);
  return nextAttemptAt !== undefined && Date.parse(nextAttemptAt) > now; // not its time yet
};
