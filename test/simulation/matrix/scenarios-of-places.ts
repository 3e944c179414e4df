import type { Attack } from '../plan/plan.ts';
import { type Alternative, rich, sale, type Scenario, scenario } from './scenario.ts';

/** What holds up the evidence, or the worker, decides which of the three is charged before it; after it nothing is (INV-62). */
const chargedBeforeTheEvidence: readonly Alternative[] = [
  ['held 300', 'held 310', 'held 320'],
  ['held 300', 'held 310', 'paid 320'],
  ['held 300', 'held 320', 'paid 310'],
  ['held 300', 'paid 310', 'paid 320'],
  ['held 310', 'paid 300', 'paid 320'],
  ['held 320', 'paid 300', 'paid 310'],
  ['paid 300', 'paid 310', 'paid 320'],
].map((ends) => ({
  where: /^(raid|server|worker-1) /u,
  ends: [...ends, 'held 340', 'held 350'].toSorted(),
  why: 'who is late is held, who is early is charged',
}));

/** Several workers and counters, terminals in trouble, days and merchants of other kinds, and people who mean no good. */
export const scenariosOfPlaces: readonly Scenario[] = [
  scenario('two workers', {
    world: { workers: 2, transactionNotices: true },
    ops: [[0, sale(0, 1200)]],
    ends: ['paid 1200'],
  }),
  scenario('two terminals, one pupil', {
    world: { counters: 2 },
    ops: [
      [0, sale(0, 500, 0)],
      [0, sale(0, 600, 1)],
    ],
    ends: ['paid 500', 'paid 600'],
  }),
  scenario('two workers race for what the limit leaves', {
    world: { counters: 2, workers: 2, dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 600, 0)],
      [0, sale(0, 600, 1)],
    ],
    ends: ['held 600', 'paid 600'],
  }),
  scenario('sold offline, then flushed', {
    ops: [
      [0, { type: 'offline', counter: 0, forMs: 180_000 }],
      [1, sale(0, 500)],
      [2, sale(0, 600)],
    ],
    healAfter: 5,
    ends: ['paid 500', 'paid 600'],
  }),
  scenario('a power cut before the success is shown', {
    ops: [
      [0, { type: 'power-cut', counter: 0 }],
      [0.1, sale(0, 500)],
    ],
    healAfter: 3,
    ends: ['paid 500'],
  }),
  scenario('a copied box', {
    world: { counters: 2 },
    ops: [
      [0, sale(0, 300, 1)],
      [3, { type: 'clone' }],
      [6, sale(0, 400, 1)],
      [9, sale(0, 500, 2)],
    ],
    ends: ['paid 300', 'paid 400'],
    or: [
      {
        where: /device-2 journal#3 (?:crash-before|refused)/u,
        ends: ['paid 300', 'paid 500'],
        why: 'the first box sold nothing under that number, so the copy is the first with it',
      },
    ],
  }),
  scenario('an old image', {
    ops: [
      [0, { type: 'restore', counter: 0, afterMs: 180_000 }],
      [1, sale(0, 400)],
      [7, sale(0, 500)],
    ],
    ends: ['paid 400'],
    or: [{ where: / journal#1 /u, ends: ['paid 500'], why: 'what was not sold before is not sold twice' }],
  }),
  scenario('blocked, and the list lost with an old image', {
    ops: [
      [0, { type: 'restore', counter: 0, afterMs: 240_000 }],
      [1, { type: 'block', pupil: 0 }],
      [7, sale(0, 500)],
    ],
    ends: [],
  }),
  scenario('the clock of a terminal in 1970', {
    ops: [
      [0, { type: 'clock', process: 'device', offsetMs: -20_000 * 86_400_000, forMs: 240_000 }],
      [3, sale(0, 500)],
    ],
    healAfter: 5,
    ends: ['paid 500'],
  }),
  scenario('the clock of the server six minutes ahead', {
    ops: [
      [0, { type: 'clock', process: 'server', offsetMs: 360_000, forMs: 240_000 }],
      [2, sale(0, 500)],
    ],
    healAfter: 6,
    ends: ['paid 500'],
  }),
  scenario('a limit that midnight renews', {
    world: { startAt: Date.parse('2026-09-01T23:48:00+08:00'), dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 800)],
      [10, sale(0, 900)],
    ],
    ends: ['paid 800', 'paid 900'],
  }),
  scenario('leap day', {
    world: { startAt: Date.parse('2028-02-29T11:30:00+08:00') },
    ops: [[0, sale(0, 500)]],
    ends: ['paid 500'],
  }),
  scenario('the last minutes of a year', {
    world: { startAt: Date.parse('2026-12-31T23:52:30+08:00'), transactionNotices: true },
    ops: [[0, sale(0, 500)]],
    healAfter: 3,
    ends: ['paid 500'],
  }),
  scenario('a test merchant', {
    world: { testMerchant: true },
    ops: [[0, sale(0, 60)]],
    ends: ['paid 60'],
  }),
  scenario('one yuan a day for a test merchant', {
    world: { testMerchant: true },
    pupils: [rich, rich],
    ops: [
      [0, sale(0, 60)],
      [3, sale(1, 50)],
    ],
    ends: ['paid 60', 'held 50'],
    or: [{ where: / journal#1 /u, ends: ['paid 50'], why: 'without the first sale there is room for the second' }],
  }),
  scenario('a stranger', {
    ops: [[0, { type: 'stranger', faceSeed: 900_001, amountFen: 700 }]],
    healAfter: 3,
    ends: [],
  }),
  scenario('keys of the real size', {
    seed: 20,
    world: { transactionNotices: true },
    ops: [[0, sale(0, 500)]],
    ends: ['paid 500'],
  }),
  underAttack('requests', ['paid 700']),
  underAttack(
    'vouchers',
    'paid 500,paid 500,held 0,held 0,held 0,held 0,held 0,held 0,held 0,held 400,held 400,held 400,held 400,held 400,held 400,held 400,held 400,held 400'.split(
      ',',
    ),
  ),
  underAttack('chain', ['paid 300', 'held 310', 'held 320', 'held 340', 'held 350'], chargedBeforeTheEvidence),
  underAttack('tenants', []),
];

function underAttack(attack: Attack, ends: readonly string[], or: readonly Alternative[] = []): Scenario {
  return scenario(`strangers: ${attack}`, {
    pupils: [rich, rich, rich, rich, rich, rich],
    ops: [[0, { type: 'hostile', attack }]],
    healAfter: 3,
    ends,
    or,
  });
}
