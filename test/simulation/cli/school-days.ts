import type { Plan } from '../plan/plan.ts';
import type { RunResult } from '../run-plan.ts';

const dayMs = 86_400_000;
/** Of the unit of `simulation.md` §3.7: 200 pupils, 3 meals. */
const vouchersOfDay = 600;

/** Whole days of a school have opening hours (`plan/draw-day.ts`); a lunch has none. */
const isSchoolDay = ({ world }: Plan): boolean => world.openHours !== undefined;

/** A small lunch is that part of a day which its vouchers are. */
export const schoolDaysOf = (plan: Plan, { counts }: Pick<RunResult, 'counts'>): number =>
  isSchoolDay(plan) ? plan.healAt / dayMs : (counts.get('upload accepted') ?? 0) / vouchersOfDay;
