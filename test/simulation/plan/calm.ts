import { drawPlan } from './draw-plan.ts';
import type { Op, Plan } from './plan.ts';

/** The platform lets nobody spend more on one day (`k12-wire.md` §1). */
const dayMaxFen = 50_000;
const dayMs = 86_400_000;
const offsetMs = 8 * 3_600_000;

/**
 * The lunch of a seed on which nothing goes wrong and nobody means harm: everybody eats once or more, within the limits, on
 * one Beijing day. What it comes to is known beforehand, fen by fen (`predictEnds`).
 */
export const calmPlan = (seed: number): Plan => {
  const { world, pupils, ops, healAt } = drawPlan(seed);
  const { startAt, workers, transactionNotices, knowsCertificate } = world;
  const spent = new Map<number, number>();
  const fits = (op: Op): boolean => {
    if (op.type !== 'sale' || op.pupil === poor) return false;
    const sum = (spent.get(op.pupil) ?? 0) + op.amountFen;
    if (sum > dayMaxFen || (op.pupil === onAdvances && spent.has(op.pupil))) return false;
    spent.set(op.pupil, sum);
    return true;
  };
  return {
    seed,
    world: {
      startAt: startAt - ((startAt + offsetMs) % dayMs) + 11.5 * 3_600_000,
      workers,
      testMerchant: false,
      transactionNotices,
      knowsCertificate,
      failedOrder: 'PAYERROR',
    },
    pupils,
    ops: ops.flatMap((op) => (fits(op) && op.type === 'sale' ? [atFirstCounter(op)] : [])),
    faults: [],
    healAt,
  };
};

/** Whom `drawPlan` gives 5 fen: the one owes nothing to anybody, for the other WeChat advances the first meal. */
const [poor, onAdvances] = [1, 2];
const atFirstCounter = ({ type, at, pupil, amountFen }: Extract<Op, { type: 'sale' }>): Op => ({
  type,
  at,
  pupil,
  amountFen,
});

/** State and fen of every deduction at the end, sorted, as a run tells them. */
export const predictEnds = ({ ops, pupils }: Plan): readonly string[] =>
  ops
    .flatMap((op) => {
      if (op.type !== 'sale') return [];
      const payer = pupils[op.pupil];
      return payer === undefined ? [] : [`${payer.balanceFen >= dayMaxFen ? 'paid' : 'advanced'} ${op.amountFen}`];
    })
    .toSorted();
