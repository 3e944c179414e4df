import { chance, stream, whole } from '../engine/random.ts';
import type { Attack, CounterIndex, Decision, Op } from './plan.ts';

const minute = 60_000;
interface Lunch {
  readonly lunchAt: number;
  readonly lunchMs: number;
}
export interface Troubles {
  readonly counters: 1 | 2;
  readonly ops: (pupils: number, testMerchant: boolean) => readonly Op[];
}

/**
 * What happens beside the plain lunch. Each kind has a stream of its own and falls on some of the seeds, so that it neither
 * moves what was drawn before it nor makes every seed slow.
 */
export const drawTroubles = (seed: number, lunch: Lunch): Troubles => {
  const fate = stream(seed, 'second counter').next();
  const counters = fate < 0.45 ? 2 : 1;
  return {
    counters,
    ops: (pupils, testMerchant) => [
      ...(counters === 2 ? atSecondCounter(seed, lunch, { fate: fate / 0.45, pupils, testMerchant }) : []),
      ...lineAndClocks(seed, lunch),
      ...inOffice(seed, lunch, { pupils, testMerchant }),
      ...byMalice(seed, lunch),
    ],
  };
};

/** Four more meals; then the box is copied, comes back from an old image, or neither. */
const atSecondCounter = (
  seed: number,
  { lunchAt, lunchMs }: Lunch,
  world: { readonly fate: number; readonly pupils: number; readonly testMerchant: boolean },
): readonly Op[] => {
  const prng = stream(seed, 'second counter', 'ops');
  const half = lunchAt + lunchMs / 2;
  const sale = (from: number, to: number, counter: CounterIndex): Op => ({
    type: 'sale',
    at: whole(prng, from, to),
    pupil: whole(prng, 5, world.pupils - 1),
    amountFen: whole(prng, 6, 15) * (world.testMerchant ? 1 : 100),
    counter,
  });
  const early = [1, 2].map(() => sale(lunchAt, half - minute, 1));
  const late = [1, 2].map(() => sale(half + 4 * minute, lunchAt + lunchMs, 1));
  if (world.fate < 0.35)
    return [...early, ...late, { type: 'clone', at: half }, sale(half + 4 * minute, lunchAt + lunchMs, 2)];
  if (world.fate < 0.7)
    return [...early, ...late, { type: 'restore', at: lunchAt + 2 * minute, counter: 1, afterMs: half - lunchAt }];
  return [...early, ...late];
};

const lineAndClocks = (seed: number, { lunchAt, lunchMs }: Lunch): readonly Op[] => {
  const prng = stream(seed, 'line and clocks');
  const ops: Op[] = [];
  const at = (): number => lunchAt + whole(prng, 3 * minute, lunchMs - 8 * minute);
  // Over the middle of lunch, when one pupil is terminated and one disabled: the terminal cannot know.
  if (chance(prng, 0.25))
    ops.push({
      type: 'offline',
      at: lunchAt + whole(prng, 2, 8) * minute,
      counter: 0,
      forMs: whole(prng, 6, 20) * minute,
    });
  if (chance(prng, 0.2))
    ops.push({
      type: 'clock',
      at: at(),
      process: 'device',
      offsetMs: wrongBy(prng),
      forMs: whole(prng, 2, 15) * minute,
    });
  if (chance(stream(seed, 'power'), 0.2))
    ops.push({ type: 'power-cut', at: lunchAt + whole(stream(seed, 'power', 'at'), 0, lunchMs), counter: 0 });
  if (chance(prng, 0.15)) {
    const offsetMs = 6 * minute * (chance(prng, 0.5) ? 1 : -1);
    ops.push({ type: 'clock', at: at(), process: 'server', offsetMs, forMs: whole(prng, 5, 15) * minute });
  }
  return ops;
};

const wrongBy = (prng: ReturnType<typeof stream>): number => {
  const offsets = [
    -20_000 * 86_400_000,
    -400 * 86_400_000,
    -45 * 86_400_000,
    -7 * minute,
    7 * minute,
    3_650 * 86_400_000,
    20_000,
  ];
  return offsets[whole(prng, 0, offsets.length - 1)] ?? 0;
};

const inOffice = (
  seed: number,
  { lunchAt, lunchMs }: Lunch,
  { pupils, testMerchant }: { readonly pupils: number; readonly testMerchant: boolean },
): readonly Op[] => {
  const prng = stream(seed, 'office');
  const ops: Op[] = [];
  const at = (): number => lunchAt + whole(prng, minute, lunchMs);
  const anybody = (): number => whole(prng, 5, pupils - 1);
  const decision = (): Decision => (chance(prng, 0.6) ? 'release' : 'give-up');
  if (chance(prng, 0.3))
    ops.push({ type: 'block', at: at(), pupil: anybody(), ...(chance(prng, 0.5) ? { forMs: 5 * minute } : {}) });
  if (chance(prng, 0.2))
    ops.push({ type: 'limits', at: at(), pupil: anybody(), dayLimitFen: testMerchant ? 50 : whole(prng, 1, 40) * 100 });
  if (chance(prng, 0.1)) ops.push({ type: 'limits', at: at(), dayLimitFen: testMerchant ? 60 : 20_000 });
  if (chance(prng, 0.15))
    ops.push({ type: 'roster', at: at(), pupil: anybody(), phone: `1390000${whole(prng, 1000, 9999)}` });
  if (chance(prng, 0.15)) ops.push({ type: 'presign', at: at(), pupil: anybody() });
  if (chance(prng, 0.3))
    ops.push({
      type: 'two-operators',
      at: lunchAt + whole(prng, 10, 40) * minute,
      decisions: [decision(), decision()],
    });
  return ops;
};

const attacks: readonly Attack[] = ['requests', 'vouchers', 'chain', 'rush', 'tenants', 'notices'];
const byMalice = (seed: number, { lunchAt, lunchMs }: Lunch): readonly Op[] =>
  attacks.flatMap((attack): readonly Op[] => {
    const prng = stream(seed, 'malice', attack);
    return chance(prng, attack === 'rush' ? 0.1 : 0.2)
      ? [{ type: 'hostile', at: lunchAt + whole(prng, 0, lunchMs), attack }]
      : [];
  });
