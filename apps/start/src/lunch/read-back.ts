import type { Pupil } from '../cast/pupil.ts';
import { becameOf, type Line } from '../judge/line.ts';
import type { World } from '../world/open-world.ts';
import type { DeductionAnswer } from '../world/read-answer.ts';
import { readDetails, todaysDeductions } from './deductions.ts';
import { inParallel } from './in-parallel.ts';
import { readMember } from './member.ts';
import type { Served } from './serve.ts';

/** What the API says of the lunch: every meal with its deduction and its pupil, and all deductions of the day. */
export const readBack = async (
  world: World,
  served: readonly Served[],
): Promise<{ readonly lines: readonly Line[]; readonly deductions: ReadonlyMap<string, DeductionAnswer> }> => {
  const deductions = await todaysDeductions(world);
  const details = await readDetails(world, deductions);
  const eaters = [...new Set(served.flatMap(({ meal }) => meal.pupil ?? []))];
  const members = new Map(
    await inParallel(eaters, 8, async (pupil: Pupil) => [pupil, await readMember(world, pupil)] as const),
  );
  const lines = served.map((one): Line => {
    const deduction = details.get(one.voucherId ?? '');
    const member = one.meal.pupil === undefined ? undefined : members.get(one.meal.pupil);
    const line = {
      ...one,
      ...(deduction === undefined ? {} : { deduction }),
      ...(member === undefined ? {} : { member }),
    };
    return { ...line, became: becameOf(line) };
  });
  return { lines, deductions };
};
