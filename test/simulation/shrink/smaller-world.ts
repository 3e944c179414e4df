import type { Op, Plan, WorldPlan } from '../plan/plan.ts';

/** Nobody in it whom no op names; the others keep their names and get new places. */
export const withoutUnusedPupils = (plan: Plan): Plan => {
  const used = new Set(plan.ops.flatMap((op) => ('pupil' in op && op.pupil !== undefined ? [op.pupil] : [])));
  const kept = [...plan.pupils.keys()].filter((index) => used.has(index));
  const place = new Map(kept.map((index, position) => [index, position]));
  const moved = (op: Op): Op =>
    'pupil' in op && op.pupil !== undefined ? { ...op, pupil: place.get(op.pupil) ?? op.pupil } : op;
  return { ...plan, pupils: plan.pupils.filter((_, index) => used.has(index)), ops: plan.ops.map(moved) };
};

/** One step each towards the plainest world; those that change nothing are left out. */
export const plainerWorlds = (world: WorldPlan): readonly ((world: WorldPlan) => WorldPlan)[] => [
  ...Object.entries(plainest)
    .filter(([name, value]) => world[name as keyof WorldPlan] !== value)
    .map(([name, value]) => (from: WorldPlan): WorldPlan => ({ ...from, [name]: value })),
  ...Object.keys(world)
    .filter((name) => !required.has(name))
    .map((name) => (from: WorldPlan) => without(from, name)),
];

const plainest = {
  workers: 1,
  testMerchant: false,
  transactionNotices: false,
  knowsCertificate: true,
  failedOrder: 'PAYERROR',
} satisfies Partial<WorldPlan>;
const required: ReadonlySet<string> = new Set(['startAt', ...Object.keys(plainest)]);

const without = (world: WorldPlan, name: string): WorldPlan =>
  Object.fromEntries(Object.entries(world).filter(([other]) => other !== name)) as WorldPlan & Record<string, never>;
