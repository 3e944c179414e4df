import { minute } from '@facepay/domain';
import type { Rules } from '../rules.ts';
import { atRest, checks, type Finding } from './checks.ts';
import type { Plan } from './plan.ts';
import { createWorld, type Moved, passTime, query, take, type World } from './world.ts';

/** The plan, then rest; everything that was wrong on the way, each invariant once. */
export const run = (rules: Rules, plan: Plan): readonly Finding[] => {
  const world = createWorld(rules, plan);
  const findings = new Map<string, string>();
  const look = (moved: readonly Moved[]): void => {
    for (const move of moved) for (const [inv, check] of Object.entries(checks)) note(inv, check(world, move, rules));
  };
  const note = (inv: string, what: string | false): void => {
    if (what !== false && !findings.has(inv)) findings.set(inv, what);
  };
  for (const step of plan.steps) look(take(rules, world, step));
  rest(rules, world, look);
  for (const [inv, check] of Object.entries(atRest)) note(inv, check(world, rules));
  return [...findings].map(([inv, what]) => ({ inv, what }));
};

/** Faults off: accepted orders end, and a few honest queries each. */
const rest = (rules: Rules, world: World, look: (moved: readonly Moved[]) => void): void => {
  passTime(world, 5 * minute);
  for (const { deduction } of world.lines) world.gateway.resolve(deduction.no, 'charge', world.now);
  for (let round = 0; round < 4; round += 1) {
    passTime(world, 5 * minute);
    for (const line of world.lines) look([query(rules, world, line)]);
  }
};
