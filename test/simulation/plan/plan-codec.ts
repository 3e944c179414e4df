import * as E from 'fp-ts/lib/Either.js';
import { atMs, opRule } from './op-rules.ts';
import { visitsRule } from './payscore-rules.ts';
import type { Fault, GatewayMode, NetworkFault, Plan, PortFault, PupilPlan, Stretch, WorldPlan } from './plan.ts';
import { fraction, list, oneNumberOf, oneOf, optional, record, type Rule, text, truth, whole } from './plan-rules.ts';

/** Reads a plan that somebody wrote or kept; each sentence names the field and what it must be. */
export const decodePlan = (input: unknown): E.Either<readonly string[], Plan> => {
  const wrong = planRule.check(input, '');
  if (wrong.length > 0) return E.left(wrong);
  const plan = input as Plan;
  const torn = [...misfits(plan)];
  return torn.length === 0 ? E.right(plan) : E.left(torn);
};

const [pupilsMax, opsMax, faultsMax] = [10_000, 100_000, 1_000_000];

const world = record<WorldPlan>({
  startAt: whole(0),
  workers: oneNumberOf<WorldPlan['workers']>(1, 2, 3, 4),
  testMerchant: truth(),
  dayLimitFen: optional(whole(0)),
  transactionNotices: truth(),
  knowsCertificate: truth(),
  failedOrder: oneOf({ PAYERROR: true, ORDER_CLOSED: true }),
  counters: optional(oneNumberOf<1 | 2 | 4>(1, 2, 4)),
  openHours: optional(list(record({ from: atMs, to: atMs }), 1000)),
  servers: optional(oneNumberOf<1 | 2 | 3>(1, 2, 3)),
  balance: optional(oneOf({ sticky: true, any: true })),
  clocks: optional(
    list<Stretch>(
      record({ process: text(), clock: record({ offsetMs: fraction(), driftPpm: optional(fraction()) }) }),
      100,
    ),
  ),
  crystalPpm: optional(fraction()),
  gateway: optional(
    oneOf<GatewayMode>({ plain: true, strict: true, 'slow-commit': true, 'at-once-twice': true, careless: true }),
  ),
  openAnswers: optional(truth()),
});

const pupil = record<PupilPlan>({
  outUserId: text(),
  name: text(),
  phone: text(),
  faceSeed: whole(0),
  balanceFen: whole(0),
  advanceQuota: truth(),
});

const atPorts = oneOf<PortFault>({
  'crash-before': true,
  'crash-after': true,
  'crash-unread': true,
  'lost-answer': true,
  'lost-request': true,
  refused: true,
  'lock-timeout': true,
  conflict: true,
  replayed: true,
});
const onTheWay = oneOf<NetworkFault>({
  'crash-before': true,
  'crash-after': true,
  'lost-request': true,
  'lost-answer': true,
  unreachable: true,
  duplicate: true,
  late: true,
  'late-answer': true,
  'flipped-request': true,
  'flipped-answer': true,
  'truncated-answer': true,
  'error-before': true,
  'error-after': true,
  'unsigned-answer': true,
  'reset-before': true,
  'reset-after': true,
  'half-open': true,
  'bad-gateway-before': true,
  'bad-gateway-after': true,
  'too-many': true,
});
const isNetwork = (port: string): boolean => port === 'http' || port === 'deliver';

const faultShape = record<Fault>({
  process: text(),
  port: text(),
  call: whole(1),
  kind: text() as Rule<Fault['kind']>,
  delayMs: optional(whole(0, 3_600_000)),
});
/** What a call over the network may meet differs from what a call of another port may. */
const fault: Rule<Fault> = {
  check: (value, at) => {
    const wrong = faultShape.check(value, at);
    if (wrong.length > 0) return wrong;
    const { kind, port } = value as Fault;
    return (isNetwork(port) ? onTheWay : atPorts).check(kind, `${at}.kind (at ${port})`);
  },
};

const planRule = record<Plan>({
  seed: whole(0),
  world,
  pupils: list(pupil, pupilsMax),
  ops: list(opRule, opsMax),
  faults: list(fault, faultsMax),
  healAt: atMs,
  payscore: optional(visitsRule),
});

/** Fields that are right alone and not together. Two faults at one call are none of them: the later one strikes. */
function* misfits({ pupils, ops }: Plan): Generator<string> {
  for (const [index, op] of ops.entries())
    if ('pupil' in op && op.pupil !== undefined && op.pupil >= pupils.length)
      yield `ops[${index}].pupil is ${op.pupil}, and there are ${pupils.length} pupils, counted from 0`;
  const names = new Set<string>();
  for (const [index, { outUserId }] of pupils.entries()) {
    if (names.has(outUserId)) yield `pupils[${index}].outUserId ${outUserId} is there twice`;
    names.add(outUserId);
  }
}
