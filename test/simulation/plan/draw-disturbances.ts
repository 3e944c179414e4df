import { chance, logUniform, stream, whole } from '../engine/random.ts';
import type { Disturbance, KeyChange, Op, WorldPlan } from './plan.ts';

const minute = 60_000;
const hour = 60 * minute;

export interface Setting {
  readonly lunchAt: number;
  readonly lunchMs: number;
  readonly pupils: number;
  readonly world: WorldPlan;
}

type Prng = ReturnType<typeof stream>;
const forMs = (prng: Prng, from: number, to: number): number => Math.round(logUniform(prng, from, to));
const anyOf = <A>(prng: Prng, all: readonly A[]): A | undefined => all[whole(prng, 0, all.length - 1)];

/** F-4, F-8, F-9, F-16, F-26 to F-28, F-31, F-32: a stream for each, and a share of the seeds (`draw-troubles.ts`). */
export const drawDisturbances = (seed: number, setting: Setting): readonly Op[] => {
  const { lunchAt, lunchMs, pupils, world } = setting;
  const fleet = fleetOf(world);
  const ops: Op[] = [];
  const on = (name: string, share: number, draw: (prng: Prng) => Disturbance | undefined): void => {
    const prng = stream(seed, 'disturbance', name);
    const at = lunchAt + whole(prng, minute, lunchMs);
    const drawn = chance(prng, share) ? draw(prng) : undefined;
    if (drawn !== undefined) ops.push({ at, ...drawn });
  };

  on('partition', 0.25, (prng) => {
    const process = anyOf(prng, ['device', 'wechat', ...fleet]) ?? 'device';
    const way = anyOf(prng, ['both', 'out', 'in'] as const) ?? 'both';
    return { type: 'partition', process, way, forMs: forMs(prng, 5000, 20 * minute) };
  });
  on('hours cut off', 0.04, (prng) => ({
    type: 'partition',
    process: anyOf(prng, ['device', 'device', 'wechat', 'server']) ?? 'device',
    way: anyOf(prng, ['both', 'out', 'in'] as const) ?? 'both',
    forMs: forMs(prng, hour, 8 * hour),
  }));
  on('pause of a worker', 0.2, (prng) => ({
    type: 'pause',
    process: `worker-${whole(prng, 1, world.workers)}`,
    forMs: forMs(prng, 20_000, 10 * minute),
  }));
  on('pause', 0.15, (prng) => ({
    type: 'pause',
    process: anyOf(prng, ['device', ...fleet]) ?? 'server',
    forMs: forMs(prng, 5000, 10 * minute),
  }));
  on('rolling restart', 0.2, (prng) => ({ type: 'rolling-restart', gapMs: forMs(prng, 500, 20_000) }));
  on('store full', 0.12, (prng) => ({ type: 'store-full', forMs: forMs(prng, 5000, 5 * minute) }));
  on('disk full', 0.1, (prng) => ({ type: 'disk-full', counter: 0, forMs: forMs(prng, minute, 10 * minute) }));
  on('enable', 0.25, () => ({ type: 'enable', pupil: 4 }));
  on('sign again', 0.2, () => ({ type: 're-sign', pupil: 3 }));
  on('refused card', 0.1, () => ({ type: 'downgrade', pupil: 3 }));
  on('risk', 0.2, (prng) => ({
    type: 'risk',
    pupil: whole(prng, 5, pupils - 1),
    forMs: forMs(prng, minute, 15 * minute),
  }));
  on('flush', 0.04, (prng) => ({
    type: 'flush',
    counter: 0,
    sales: whole(prng, 40, 90),
    forMs: forMs(prng, 8 * minute, 20 * minute),
  }));
  return [...ops, ...keysOf(seed, setting), ...clocksOf(seed, setting)];
};

export const fleetOf = ({ servers = 1, workers }: Pick<WorldPlan, 'servers' | 'workers'>): readonly string[] => [
  'server',
  ...Array.from({ length: servers - 1 }, (_, index) => `server-${index + 2}`),
  ...Array.from({ length: workers }, (_, index) => `worker-${index + 1}`),
];

/** One story of keys a seed: what comes first must be there for what follows. */
const stories: readonly (readonly KeyChange[])[] = [
  ['platform-signs', 'platform-back', 'platform-signs'],
  ['mixed', 'public-key'],
  ['public-key', 'certificate'],
  ['expired'],
  ['api-v3'],
  ['merchant'],
  ['api-v3', 'merchant', 'platform-signs'],
];
const keysOf = (seed: number, { lunchAt, lunchMs }: Setting): readonly Op[] => {
  const prng = stream(seed, 'disturbance', 'keys');
  if (!chance(prng, 0.35)) return [];
  const story = stories[whole(prng, 0, stories.length - 1)] ?? [];
  let at = lunchAt + whole(prng, 0, lunchMs / 2);
  return story.map((change) => {
    const op: Op = { type: 'rotate', at, change, forMs: Math.round(logUniform(prng, minute, 10 * minute)) };
    at += whole(prng, 1000, 6 * minute);
    return op;
  });
};

/** F-10: a step of up to a quarter of an hour, on one of the servers or workers. */
const clocksOf = (seed: number, { lunchAt, lunchMs, world }: Setting): readonly Op[] => {
  const prng = stream(seed, 'disturbance', 'clocks');
  if (!chance(prng, 0.12)) return [];
  const fleet = fleetOf(world).filter((name) => name !== 'server');
  const sign = chance(prng, 0.5) ? 1 : -1;
  return [
    {
      type: 'clock',
      at: lunchAt + whole(prng, minute, lunchMs),
      process: fleet[whole(prng, 0, fleet.length - 1)] ?? 'worker-1',
      offsetMs: sign * Math.round(logUniform(prng, 1000, 15 * minute)),
      driftPpm: whole(prng, -500, 500),
      forMs: whole(prng, 2, 15) * minute,
    },
  ];
};
