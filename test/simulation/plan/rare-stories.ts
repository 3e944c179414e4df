import { stream, whole } from '../engine/random.ts';
import type { FaultRule } from '@facepay/wechat-emulator';
import type { Fault, Op, Plan, PupilPlan, WorldPlan } from './plan.ts';

const second = 1000;
const minute = 60_000;
const hour = 60 * minute;
const deducts = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
const queries = { method: 'GET', pathPrefix: '/v3/offlineface/transactions' };

interface Setting {
  /** Some minutes into the lunch. */
  readonly at: number;
  readonly testMerchant: boolean;
}
interface Story {
  readonly ops: readonly Op[];
  readonly faults?: readonly Fault[];
  readonly world?: Partial<WorldPlan>;
  readonly pupils?: Readonly<Record<number, Partial<PupilPlan>>>;
  /** Nothing heals before. */
  readonly until?: number;
}

const plain = { match: undefined, count: undefined, share: undefined, delayMs: undefined, hidden: undefined };
const rule = (at: number, change: Partial<FaultRule> & Pick<FaultRule, 'kind'>): Op => ({
  type: 'gateway',
  at,
  rule: { ...plain, ...change },
});
const saleOf =
  ({ testMerchant }: Setting) =>
  (at: number, pupil: number): Op => ({ type: 'sale', at, pupil, amountFen: testMerchant ? 3 : 800 });
const worker = (turn: number): string => `worker-${(turn % 3) + 1}`;
const poor = { balanceFen: 5, advanceQuota: true };
/** Tuesday, before the lunch window opens its doors wide. */
const beforeNoon = Date.parse('2026-09-01T11:25:00+08:00');
const beforeMidnight = Date.parse('2026-09-01T23:35:00+08:00');

/** A terminal hands over within 15 s; two of three workers stand still while requests leave, and limits change then. */
const pausedWithRequests = (setting: Setting): Story => {
  const dayLimitFen = setting.testMerchant ? 50 : 20_000;
  const round = (turn: number, at = setting.at + turn * 75 * second): readonly Op[] => [
    rule(at, { kind: 'delay', match: deducts, count: 4, delayMs: 9 * second }),
    ...[5, 6, 7].map((pupil, index) => saleOf(setting)(at + index * 300, pupil)),
    { type: 'pause', at: at + 5 * second, process: worker(turn), forMs: 50_000 },
    { type: 'pause', at: at + 11 * second, process: worker(turn + 1), forMs: 50_000 },
    ...[4, 6, 9, 12].map((after): Op => ({
      type: 'limits',
      at: at + after * second,
      pupil: 5 + (after % 4 === 0 ? 0 : 1),
      dayLimitFen: dayLimitFen - after,
    })),
    { type: 'block', at: at + 6 * second, pupil: 6, forMs: minute },
  ];
  return { world: { workers: 3 }, ops: [0, 1, 2, 3, 4, 5].flatMap((turn) => round(turn)) };
};

/** Above a limit, let go too early and held again; let go once more when the limit is higher, and charged. */
const letGoTwice = (setting: Setting): Story => {
  const { at, testMerchant } = setting;
  return {
    ops: [
      { type: 'limits', at, pupil: 7, dayLimitFen: testMerchant ? 1 : 100 },
      saleOf(setting)(at + minute, 7),
      { type: 'operator', at: at + 3 * minute, decision: 'release' },
      { type: 'limits', at: at + 5 * minute, pupil: 7, dayLimitFen: testMerchant ? 50 : 20_000 },
      { type: 'operator', at: at + 7 * minute, decision: 'release' },
    ],
  };
};

const advancedAgain = (setting: Setting): Story => {
  const sale = saleOf(setting);
  const { at } = setting;
  return {
    world: { transactionNotices: true },
    pupils: { 6: poor },
    ops: [sale(at, 6), { type: 'repay', at: at + 3 * minute, pupil: 6 }, sale(at + 6 * minute, 6)],
  };
};

const hoursWithoutLine = (setting: Setting): Story => {
  const { at } = setting;
  const forMs = 2 * hour;
  return {
    ops: [
      { type: 'partition', at, process: 'device', way: 'both', forMs },
      ...[5, 6].map((pupil) => saleOf(setting)(at + pupil * 20 * second, pupil)),
    ],
    until: at + forMs,
  };
};

/** The answer of an advance is lost, nobody can be asked for minutes, and it is repaid meanwhile. */
const repaidUnseen = (setting: Setting): Story => {
  const { at } = setting;
  return {
    world: { transactionNotices: false, workers: 3, gateway: 'plain' },
    pupils: { 7: poor },
    ops: [
      rule(at, { kind: 'lose-reply', match: deducts, count: 2 }),
      rule(at, { kind: 'lose-request', match: queries, count: 9 }),
      saleOf(setting)(at, 7),
      ...[100, 200, 300].map((after): Op => ({ type: 'repay', at: at + after * second, pupil: 7 })),
    ],
  };
};

/** Not to be found until every attempt of the day is used up; then WeChat makes the charge after all, and says so. */
const paidAfterAll = (setting: Setting): Story => {
  const { at } = setting;
  const later = { kind: 'accept-then-settle-later', match: deducts, delayMs: 15 * minute } as const;
  return {
    world: { transactionNotices: true, gateway: 'plain' },
    ops: [
      rule(at, { ...later, count: 4, hidden: true, unseen: true }),
      ...[5, 6, 7, 5].map((pupil, index) => saleOf(setting)(at + index * second, pupil)),
    ],
  };
};

const late = (process: string, call: number, delayMs: number): Fault => ({
  process,
  port: 'http',
  call,
  kind: 'late-answer',
  delayMs,
});

const noticesFirst = (setting: Setting): Story => {
  const { at } = setting;
  const faults = ['worker-1', 'worker-2'].flatMap((process) => [
    ...[5, 6, 7, 8].map((call) => late(process, call, 6 * second)),
    ...[9, 10, 11, 12].map((call) => late(process, call, 20 * second)),
  ]);
  return {
    world: { transactionNotices: true },
    faults,
    ops: [5, 6, 7, 5].map((pupil, index) => saleOf(setting)(at + index * minute, pupil)),
  };
};

/** Every request of the terminal arrives twice, at any server; then the store is full. */
const doubledAndFull = (setting: Setting): Story => {
  const { at } = setting;
  const calls = Array.from({ length: 20 }, (_, index) => index + 8);
  return {
    world: { servers: 2, balance: 'any' },
    faults: calls.map((call) => ({ process: 'device', port: 'http', call, kind: 'duplicate', delayMs: 400 })),
    ops: [
      { type: 'store-full', at, forMs: 2 * minute },
      ...[5, 6, 7].map((pupil) => saleOf(setting)(at + pupil * 10 * second, pupil)),
    ],
  };
};

const hoursLater = (setting: Setting): Story => {
  const { at } = setting;
  const later = { kind: 'accept-then-settle-later', match: deducts } as const;
  return {
    world: { transactionNotices: true },
    ops: [
      rule(at, { kind: 'notice-late', count: 1, delayMs: 11 * hour }),
      rule(at + minute, { ...later, count: 1, delayMs: 75 * minute, hidden: false }),
      ...[5, 6].map((pupil) => saleOf(setting)(at + pupil * 15 * second, pupil)),
    ],
  };
};

/** Charged before midnight, and known after it; or taken in before, and charged after. */
const overMidnight = (setting: Setting): Story => {
  const at = 22 * minute; // 23:57
  return {
    world: { startAt: beforeMidnight, transactionNotices: false },
    ops: [
      rule(at, { kind: 'lose-reply', match: deducts, count: 3 }),
      rule(at, { kind: 'lose-request', match: queries, count: 40 }), // the fifth of each order leaves before midnight
      rule(at + 50 * second, {
        kind: 'accept-then-settle-later',
        match: deducts,
        count: 4,
        delayMs: 4 * minute,
        hidden: false,
      }),
      ...[5, 6].map((pupil) => saleOf(setting)(at + pupil * second, pupil)),
      ...[0, 4, 7].map((pupil) => saleOf(setting)(at + minute + pupil * second, pupil)),
    ],
  };
};

/** Risk control refuses, and half an hour later, still at lunch time, it does not. */
const riskThenPaid = (setting: Setting): Story => {
  const { at } = setting;
  return {
    world: { startAt: beforeNoon },
    ops: [
      ...[5, 7].map((pupil): Op => ({ type: 'risk', at, pupil, forMs: 3 * minute })),
      ...[5, 7, 5, 7].map((pupil, index) => saleOf(setting)(at + (index + 1) * 15 * second, pupil)),
    ],
  };
};

const byMaliceAndKeys = ({ at }: Setting): Story => ({
  ops: [
    { type: 'hostile', at, attack: 'rush' },
    { type: 'hostile', at: at + 2 * minute, attack: 'vouchers' },
    { type: 'rotate', at: at + 3 * minute, change: 'mixed', forMs: 2 * minute },
    { type: 'rotate', at: at + 5 * minute, change: 'public-key', forMs: minute },
  ],
});

const manyAtOnce = ({ at }: Setting): Story => ({
  ops: [{ type: 'flush', at, counter: 0, sales: 40, forMs: 8 * minute }],
});

/** Two each, one early and one late, that want no different worlds. */
const acts: readonly (readonly ((setting: Setting) => Story)[])[] = [
  [pausedWithRequests, letGoTwice],
  [advancedAgain, hoursLater],
  [repaidUnseen, overMidnight],
  [paidAfterAll, riskThenPaid],
  [noticesFirst, hoursWithoutLine],
  [doubledAndFull, letGoTwice],
  [byMaliceAndKeys, manyAtOnce],
];

/**
 * Chains of events that chance alone brings together once in hundreds of lunches, woven into this one in turn, so that a
 * run of a minute or two has seen them all.
 */
export const withRareStories = (plan: Plan): Plan => {
  const { seed } = plan;
  const prng = stream(seed, 'rare stories');
  const { testMerchant } = plan.world;
  const told = (acts[seed % acts.length] ?? []).map((story, index) =>
    story({ at: (13 + 9 * index) * minute + whole(prng, 0, 30) * second, testMerchant }),
  );
  return told.reduce(woven, plan);
};

const woven = (plan: Plan, { ops, faults = [], world, pupils = {}, until = 0 }: Story): Plan => ({
  ...plan,
  world: { ...plan.world, ...world },
  pupils: plan.pupils.map((pupil, index) => ({ ...pupil, ...pupils[index] })),
  ops: [...plan.ops, ...ops].toSorted((a, b) => a.at - b.at),
  faults: [...faults, ...plan.faults.filter((fault) => !faults.some((one) => isSameCall(one, fault)))],
  healAt: Math.max(plan.healAt, until),
});
const isSameCall = (a: Fault, b: Fault): boolean => a.process === b.process && a.port === b.port && a.call === b.call;
