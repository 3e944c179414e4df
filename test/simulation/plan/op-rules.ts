import { FaultBody, type FaultRule } from '@facepay/wechat-emulator';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { Attack, CounterIndex, Decision, KeyChange, Op } from './plan.ts';
import {
  fraction,
  isRecord,
  oneNumberOf,
  oneOf,
  optional,
  record,
  type Rule,
  type RulesOf,
  text,
  whole,
} from './plan-rules.ts';

type RulesOfOp<T extends Op['type']> = RulesOf<Omit<Extract<Op, { readonly type: T }>, 'type' | 'at'>>;

/** By its type; a new type of op does not compile before it has its rules here. */
export const opRule: Rule<Op> = {
  check: (value, at) => {
    const type = isRecord(value) ? value['type'] : undefined;
    if (!isOpType(type)) return isRecord(value) ? types.check(type, `${at}.type`) : [`${at} must be an object`];
    const rules: Readonly<Record<string, Rule<unknown>>> = { at: atMs, type: text(), ...rulesOfOps[type] };
    return record<Readonly<Record<string, unknown>>>(rules).check(value, at);
  },
};

const isOpType = (type: unknown): type is Op['type'] => typeof type === 'string' && Object.hasOwn(rulesOfOps, type);

const hoursMax = 1000;
const durationMs = whole(0, hoursMax * 3_600_000);
export const atMs = whole(0, hoursMax * 3_600_000);
const pupil = whole(0);
const fen = whole(1, 1_000_000_000);
const counter = oneNumberOf<CounterIndex>(0, 1, 2, 3, 4);
const decision = oneOf<Decision>({ release: true, 'give-up': true });
/** What the emulator itself takes at `POST /_emulator/faults`. */
const gatewayRule: Rule<FaultRule> = {
  check: (value, at) => {
    const read = FaultBody.decode(value);
    return E.isRight(read) ? [] : read.left.map(({ context }) => sentenceOf(at, context));
  },
};
const sentenceOf = (at: string, context: t.Context): string => {
  const names = context.map(({ key }) => key).filter((key) => key !== '' && !/^\d+$/u.test(key));
  return `${[at, ...names].join('.')} must be ${context.at(-1)?.type.name ?? 'something else'}`;
};
const decisions: Rule<readonly [Decision, Decision]> = {
  check: (value, at) =>
    Array.isArray(value) && value.length === 2
      ? value.flatMap((one: unknown, index) => decision.check(one, `${at}[${index}]`))
      : [`${at} must be two decisions`],
};
const attack = oneOf<Attack>({
  requests: true,
  vouchers: true,
  chain: true,
  rush: true,
  tenants: true,
  notices: true,
});
const change = oneOf<KeyChange>({
  'platform-signs': true,
  'platform-back': true,
  mixed: true,
  'public-key': true,
  certificate: true,
  expired: true,
  'api-v3': true,
  merchant: true,
});

const rulesOfOps: { readonly [T in Op['type']]: RulesOfOp<T> } = {
  sale: { pupil, amountFen: fen, counter: optional(counter) },
  stranger: { faceSeed: whole(0), amountFen: fen },
  terminate: { pupil, by: oneOf({ school: true, payer: true }) },
  disable: { pupil },
  'top-up': { pupil, balanceFen: whole(0) },
  repay: { pupil },
  gateway: { rule: gatewayRule },
  operator: { decision },
  offline: { counter, forMs: durationMs },
  clock: { process: text(), offsetMs: fraction(), driftPpm: optional(fraction()), forMs: durationMs },
  'power-cut': { counter },
  clone: {},
  restore: { counter, afterMs: durationMs },
  block: { pupil, forMs: optional(durationMs) },
  limits: { pupil: optional(pupil), dayLimitFen: whole(0) },
  roster: { pupil, phone: text() },
  presign: { pupil },
  'two-operators': { decisions },
  hostile: { attack },
  partition: { process: text(), way: oneOf({ both: true, out: true, in: true }), forMs: durationMs },
  pause: { process: text(), forMs: durationMs },
  'rolling-restart': { gapMs: durationMs },
  'store-full': { forMs: durationMs },
  'disk-full': { counter, forMs: durationMs },
  rotate: { change, forMs: durationMs },
  enable: { pupil },
  're-sign': { pupil },
  downgrade: { pupil },
  risk: { pupil, forMs: durationMs },
  flush: { counter, sales: whole(1, 10_000), forMs: durationMs },
};
const types = oneOf<Op['type']>(
  Object.fromEntries(Object.keys(rulesOfOps).map((type) => [type, true])) as Record<Op['type'], true>,
);
