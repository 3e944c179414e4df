import {
  type Alternative,
  gateway,
  openHours,
  onAdvance,
  poor,
  rich,
  sale,
  type Scenario,
  scenario,
} from './scenario.ts';

/** A request of a retry that fails is asked about; the answer is that of the first attempt, and the next retry comes later. */
const missedRetry: Alternative = {
  where: /^worker-1 (http|storage)#/u,
  ends: ['failed 800'],
  why: 'it waits for the next retry',
};

/** What may become of the money of a meal. */
export const scenariosOfPayment: readonly Scenario[] = [
  scenario('a plain meal', { ops: [[0, sale(0, 1200)]], ends: ['paid 1200'] }),
  scenario('upload, deduct, notice', {
    fromTheStart: true,
    world: { transactionNotices: true },
    ops: [[0, sale(0, 1200)]],
    ends: ['paid 1200'],
  }),
  scenario('paid and advanced', {
    world: { transactionNotices: true },
    pupils: [rich, onAdvance],
    ops: [
      [0, sale(0, 1200)],
      [0.5, sale(1, 800)],
    ],
    healAfter: 3,
    ends: ['paid 1200', 'advanced 800'],
  }),
  scenario('advanced, then repaid', {
    pupils: [onAdvance],
    ops: [
      [0, sale(0, 800)],
      [5, { type: 'repay', pupil: 0 }],
    ],
    healAfter: 6,
    ends: ['repaid 800'],
  }),
  scenario('nobody pays', { pupils: [poor], ops: [[0, sale(0, 800)]], ends: ['failed 800'] }),
  scenario('top-up, then the retry', {
    world: { openHours },
    pupils: [poor],
    ops: [
      [0, sale(0, 800)],
      [10, { type: 'top-up', pupil: 0, balanceFen: 100_000 }],
    ],
    healAfter: 33,
    ends: ['paid 800'],
    or: [missedRetry],
  }),
  scenario('the retry waits for its window', {
    world: { startAt: Date.parse('2026-09-01T15:15:00+08:00'), openHours },
    pupils: [poor],
    ops: [
      [0, sale(0, 800)],
      [10, { type: 'top-up', pupil: 0, balanceFen: 100_000 }],
    ],
    healAfter: 42,
    ends: ['paid 800'],
    or: [missedRetry],
  }),
  scenario('closed, asked, and under a second number', {
    pupils: [poor],
    ops: [
      [0, gateway('order-closed')],
      [0, sale(0, 800)],
      [0.75, { type: 'top-up', pupil: 0, balanceFen: 100_000 }],
    ],
    healAfter: 3,
    ends: ['paid 800'],
  }),
  scenario('an answer lost, paid by query', {
    ops: [
      [0, gateway('lose-reply')],
      [0, sale(0, 900)],
    ],
    ends: ['paid 900'],
  }),
  scenario('an answer lost, settled by the notice', {
    world: { transactionNotices: true },
    ops: [
      [0, gateway('lose-reply')],
      [0, sale(0, 900)],
    ],
    ends: ['paid 900'],
  }),
  scenario('a request lost, sent again', {
    ops: [
      [0, gateway('lose-request')],
      [0, sale(0, 900)],
    ],
    healAfter: 3,
    ends: ['paid 900'],
  }),
  scenario('500 before the charge', {
    ops: [
      [0, gateway('error-500-before')],
      [0, sale(0, 900)],
    ],
    healAfter: 3,
    ends: ['paid 900'],
  }),
  scenario('500 after the charge', {
    ops: [
      [0, gateway('error-500-after')],
      [0, sale(0, 900)],
    ],
    ends: ['paid 900'],
  }),
  scenario('accepted, and settled a minute later', {
    ops: [
      [0, gateway('accept-then-settle-later', { delayMs: 60_000, hidden: false })],
      [0, sale(0, 900)],
    ],
    healAfter: 3,
    ends: ['paid 900'],
  }),
  scenario('500, and settled two minutes later all the same', {
    ops: [
      [0, gateway('accept-then-settle-later', { delayMs: 120_000, hidden: true })],
      [0, sale(0, 900)],
    ],
    healAfter: 4,
    ends: ['paid 900'],
  }),
  scenario('a slow charge', {
    ops: [
      [0, gateway('delay', { delayMs: 7000 })],
      [0, sale(0, 900)],
    ],
    ends: ['paid 900'],
  }),
  scenario('a charge that arrives twice', {
    ops: [
      [0, gateway('duplicate')],
      [0, sale(0, 900)],
    ],
    ends: ['paid 900'],
  }),
  ...(['wrong-signature', 'probe-signature', 'stale-timestamp', 'wrong-serial', 'unsigned', 'truncate'] as const).map(
    (kind) =>
      scenario(`an answer of the charge: ${kind}`, {
        ops: [
          [0, gateway(kind)],
          [0, sale(0, 900)],
        ],
        ends: ['paid 900'],
      }),
  ),
  ...(['notice-duplicate', 'notice-drop', 'notice-forge'] as const).map((kind) =>
    scenario(`the notice: ${kind}`, {
      world: { transactionNotices: true },
      ops: [
        [0, gateway(kind)],
        [0, sale(0, 900)],
      ],
      ends: ['paid 900'],
    }),
  ),
];
