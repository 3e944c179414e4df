import { chance, logUniform, stream, whole } from '../engine/random.ts';
import { drawDisturbances } from './draw-disturbances.ts';
import { drawFaults } from './draw-faults.ts';
import { drawGateway, drawSurroundings } from './draw-gateway.ts';
import { drawTroubles } from './draw-troubles.ts';
import { drawStories } from './draw-stories.ts';
import type { Op, Plan, PupilPlan, WorldPlan } from './plan.ts';

const minute = 60_000;
/** Sign-up comes first; the canteen opens now. */
const lunchAt = 12 * minute;
const lunchMs = 25 * minute;

/** The lunch that belongs to a seed. */
export const drawPlan = (seed: number): Plan => {
  const { ops: troubles, counters } = drawTroubles(seed, { lunchAt, lunchMs });
  const drawn = drawWorld(seed);
  const world = { ...drawn, ...drawSurroundings(seed, drawn.workers), ...(counters === 1 ? {} : { counters }) };
  const pupils = drawPupils(seed);
  const setting = { lunchAt, lunchMs, pupils: pupils.length, world };
  const disturbances = drawDisturbances(seed, setting);
  const ops = [
    ...drawOps(seed, world, pupils),
    ...troubles(pupils.length, world.testMerchant),
    ...disturbances,
    ...drawStories(seed, setting),
    ...drawGateway(seed, world, lunchAt),
  ];
  const healAt = Math.max(
    lunchAt + lunchMs + whole(stream(seed, 'heal'), 0, 30) * minute,
    ...disturbances.map((op) => op.at + (op.type === 'partition' ? op.forMs : 0)),
  );
  return { seed, world, pupils, ops: ops.toSorted(byTime), faults: drawFaults(seed, world), healAt };
};

/** Ordinary days, leap day, year end, a Saturday, and a lunch that lasts past midnight. */
const startDays = ['2026-09-01', '2026-12-31', '2027-03-06', '2028-02-29', '2030-05-17'];
const startTimes = ['10:50', '11:25', '11:40', '15:50', '19:35', '23:35'];

const drawWorld = (seed: number): WorldPlan => {
  const prng = stream(seed, 'world');
  const day = startDays[whole(prng, 0, startDays.length - 1)];
  const time = startTimes[whole(prng, 0, startTimes.length - 1)];
  const startAt = Date.parse(`${day}T${time}:00+08:00`) + whole(prng, 0, 59_999);
  const limited = chance(prng, 0.3);
  const workers = chance(prng, 0.5) ? 2 : 1;
  const testMerchant = chance(prng, 0.1);
  return {
    startAt,
    workers,
    testMerchant,
    ...(limited ? { dayLimitFen: testMerchant ? 60 : 30_000 } : {}), // above the platform's it would be refused (BAD-62)
    transactionNotices: chance(prng, 0.5),
    knowsCertificate: chance(prng, 0.5),
    failedOrder: chance(prng, 0.25) ? 'ORDER_CLOSED' : 'PAYERROR',
  };
};

/** 0 eats too much, 1 has too little, 2 lives on advances, 3 is terminated, 4 disabled half-way; the others just eat. */
const drawPupils = (seed: number): readonly PupilPlan[] => {
  const prng = stream(seed, 'pupils');
  return Array.from({ length: whole(prng, 8, 10) }, (_, index): PupilPlan => ({
    outUserId: `pupil-${index + 1}`,
    name: `学生${index + 1}`,
    phone: `1380000${String(1000 + index)}`,
    faceSeed: 1000 + index + 100 * (seed % 1000),
    balanceFen: index === 1 || index === 2 ? 5 : 1_000_000,
    advanceQuota: index === 2,
  }));
};

const drawOps = (seed: number, world: WorldPlan, pupils: readonly PupilPlan[]): readonly Op[] => {
  const prng = stream(seed, 'ops');
  const price = (yuan: number): number => Math.round(yuan * (world.testMerchant ? 1 : 100) * (0.9 + 0.2 * prng.next()));
  const during = (): number => lunchAt + whole(prng, 0, lunchMs);
  const sale = (pupil: number, yuan: number): Op => ({ type: 'sale', at: during(), pupil, amountFen: price(yuan) });
  const half = lunchAt + lunchMs / 2;
  const ops: Op[] = [
    ...Array.from({ length: 6 }, () => sale(0, 90)),
    ...pupils.flatMap((_, index) => (index === 0 ? [] : [sale(index, 12)])),
    ...[2, 3, 4].map((index) => sale(index, 8)),
    { type: 'stranger', at: during(), faceSeed: 900_000 + seed, amountFen: price(10) },
    {
      type: 'terminate',
      at: half + whole(prng, -300_000, 300_000),
      pupil: 3,
      by: chance(prng, 0.5) ? 'school' : 'payer',
    },
    { type: 'disable', at: half + whole(prng, -300_000, 300_000), pupil: 4 },
  ];
  if (chance(prng, 0.5)) ops.push({ type: 'top-up', at: during(), pupil: 1, balanceFen: 100_000 });
  if (chance(prng, 0.5)) ops.push({ type: 'repay', at: lunchAt + lunchMs + whole(prng, 1, 20) * minute, pupil: 2 });
  if (chance(prng, 0.3))
    ops.push({
      type: 'operator',
      at: lunchAt + whole(prng, 10, 40) * minute,
      decision: chance(prng, 0.5) ? 'release' : 'give-up',
    });
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  const gateway = (share: number, rule: Extract<Op, { type: 'gateway' }>['rule']): void => {
    if (chance(prng, share)) ops.push({ type: 'gateway', at: during(), rule });
  };
  const later = { delayMs: Math.round(logUniform(prng, 1000, 40 * minute)), share: undefined };
  gateway(0.3, {
    kind: 'accept-then-settle-later',
    match,
    count: whole(prng, 1, 3),
    hidden: chance(prng, 0.5),
    ...later,
  });
  gateway(0.2, { kind: 'order-closed', match, count: 3, share: undefined, delayMs: undefined, hidden: undefined });
  for (const kind of ['wrong-signature', 'probe-signature', 'stale-timestamp', 'wrong-serial'] as const)
    gateway(0.15, { kind, match: undefined, count: 2, share: undefined, delayMs: undefined, hidden: undefined });
  for (const kind of ['notice-drop', 'notice-duplicate', 'notice-forge'] as const)
    gateway(0.25, { kind, match: undefined, count: 3, share: undefined, delayMs: undefined, hidden: undefined });
  return ops;
};

const byTime = (a: Op, b: Op): number => a.at - b.at;
