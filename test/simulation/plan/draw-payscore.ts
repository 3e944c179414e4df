import { chance, stream, whole } from '../engine/random.ts';
import { drawPlan } from './draw-plan.ts';
import type { PayscoreVisit } from './payscore-visit.ts';
import type { Op, Plan } from './plan.ts';

const minute = 60_000;
/** What of a lunch's troubles has to do with a server, a worker, a line, a store, keys and WeChat. */
const kept: ReadonlySet<Op['type']> = new Set([
  'gateway',
  'partition',
  'pause',
  'rolling-restart',
  'store-full',
  'rotate',
] as const);

/** A day of service orders under the faults of a seed. Clocks are right: times are part of what is agreed with WeChat. */
export const drawPayscorePlan = (seed: number): Plan => {
  const { world, ops, faults, healAt } = drawPlan(seed);
  const { clocks: _, openHours: __, ...rest } = world;
  return {
    seed,
    world: rest,
    pupils: [],
    ops: ops.filter(({ type }) => kept.has(type)),
    faults,
    healAt,
    payscore: drawVisits(seed),
  };
};

const drawVisits = (seed: number): readonly PayscoreVisit[] => {
  const prng = stream(seed, 'payscore');
  return Array.from({ length: whole(prng, 6, 10) }, (): PayscoreVisit => {
    const money = (['there', 'late', 'never'] as const)[whole(prng, 0, 2)] ?? 'there';
    const type = (['modify', 'sync', 'cancel', 'pay'] as const)[whole(prng, money === 'never' ? 1 : 0, 3)] ?? 'pay';
    const ending = chance(prng, 0.8) ? 'complete' : chance(prng, 0.5) ? 'complete-for-nothing' : 'cancel';
    return {
      at: whole(prng, 1, 20) * minute,
      stayMs: whole(prng, 1, 5) * minute,
      totalFen: whole(prng, 2, 20_000),
      ending,
      money,
      ...(money === 'there' ? {} : { move: { type, afterMs: whole(prng, 30, 900) * 1000 } }),
    };
  });
};
