import type { Op, Plan, PupilPlan, WorldPlan } from '../plan/plan.ts';

/** A small plan in which nothing fails but what it is about, and how it must end whatever single fault is added. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
  /** State and fen of every deduction at the end, sorted. */
  readonly ends: readonly string[];
  /** Ends that a fault at such a place rightly leads to. */
  readonly or: readonly Alternative[];
  /** Faults begin here: with lunch, where the sign-up before it is that of another scenario to the letter. */
  readonly faultsFromMs: number;
}
export interface Alternative {
  /** Tried on the address with the kind, such as `device journal#1 crash-after`. */
  readonly where: RegExp;
  readonly ends: readonly string[];
  readonly why: string;
}

/** Sign-up is over by then, and the terminal knows its pupils, even where a fault has delayed them. */
const lunchAt = 400_000;
const minuteMs = 60_000;

export interface Script {
  readonly world?: Partial<WorldPlan>;
  /** Balance, and whether WeChat would advance; the default is one pupil with enough. */
  readonly pupils?: readonly Purse[];
  readonly ops: readonly Timed[];
  /** Minutes of lunch after which nothing may fail any more; a minute after the last op by default. */
  readonly healAfter?: number;
  readonly ends: readonly string[];
  readonly or?: readonly Alternative[];
  readonly seed?: number;
  /** Its sign-up is of its own kind, and hit too. */
  readonly fromTheStart?: true;
}
type Purse = readonly [balanceFen: number, advanceQuota?: boolean];
type Timed = readonly [minute: number, op: DistributiveOmit<Op, 'at'>];
type DistributiveOmit<A, K extends PropertyKey> = A extends unknown ? Omit<A, K> : never;

export const rich: Purse = [1_000_000];
export const poor: Purse = [5];
export const onAdvance: Purse = [5, true];

export const scenario = (name: string, script: Script): Scenario => {
  const { pupils = [rich], ends, or = [], seed = 1 } = script;
  const ops = script.ops.map(([minute, op]): Op => ({ ...op, at: lunchAt + minute * minuteMs }));
  const lastAt = Math.max(0, ...script.ops.map(([minute]) => minute));
  return {
    name,
    plan: {
      seed,
      world: { ...ordinary, ...script.world },
      pupils: pupils.map(pupilWith),
      ops,
      faults: [],
      healAt: lunchAt + (script.healAfter ?? lastAt + 1) * minuteMs,
    },
    ends: ends.toSorted(),
    or,
    faultsFromMs: script.fromTheStart === true ? 0 : lunchAt,
  };
};

/** The canteen closes two minutes after the first sale: nobody has to hit the same questions of an idle terminal for an hour. */
export const openHours: NonNullable<WorldPlan['openHours']> = [{ from: 0, to: lunchAt + 2 * minuteMs }];

const ordinary: WorldPlan = {
  startAt: Date.parse('2026-09-01T11:30:00+08:00'),
  workers: 1,
  testMerchant: false,
  transactionNotices: false,
  knowsCertificate: true,
  failedOrder: 'PAYERROR',
};

const pupilWith = ([balanceFen, advanceQuota = false]: Purse, index: number): PupilPlan => ({
  outUserId: `pupil-${index + 1}`,
  name: `学生${index + 1}`,
  phone: `1380000000${index + 1}`,
  faceSeed: 50 + index,
  balanceFen,
  advanceQuota,
});

export const sale = (pupil: number, amountFen: number, counter?: 0 | 1 | 2): Timed[1] => ({
  type: 'sale',
  pupil,
  amountFen,
  ...(counter === undefined ? {} : { counter }),
});
type Rule = Extract<Op, { type: 'gateway' }>['rule'];
/** WeChat does this to the next charge, or to the next notice. */
export const gateway = (kind: Rule['kind'], more: Partial<Rule> = {}): Timed[1] => ({
  type: 'gateway',
  rule: {
    kind,
    match: kind.startsWith('notice') ? undefined : { method: 'POST', pathPrefix: '/v3/offlineface/transactions' },
    count: 1,
    share: undefined,
    delayMs: undefined,
    hidden: undefined,
    ...more,
  },
});
