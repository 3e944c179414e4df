import { type Alternative, onAdvance, openHours, poor, rich, sale, type Scenario, scenario } from './scenario.ts';

/** Without a line it does not open; when the line is back, the deny list comes before the first sale. */
const restartedOffline: Alternative = { where: /^device /u, ends: [], why: 'it sells nothing before it has the list' };

/** What parents, the school and its operators do about a meal. */
export const scenariosOfPeople: readonly Scenario[] = [
  scenario('sign-up alone', { fromTheStart: true, ops: [], ends: [] }),
  scenario('sign-up with a certificate to download', {
    fromTheStart: true,
    world: { knowsCertificate: false },
    ops: [[0, sale(0, 700)]],
    ends: ['paid 700'],
  }),
  scenario('presign', {
    ops: [
      [0, { type: 'presign', pupil: 0 }],
      [1, sale(0, 700)],
    ],
    ends: ['paid 700'],
  }),
  scenario('the roster is corrected', {
    ops: [
      [0, { type: 'roster', pupil: 0, phone: '13900001111' }],
      [1, sale(0, 700)],
    ],
    ends: ['paid 700'],
  }),
  scenario('held by the limit of the school', {
    world: { dayLimitFen: 1000 },
    ops: [[0, sale(0, 1200)]],
    ends: ['held 1200'],
  }),
  scenario('held by the limit of a pupil', {
    ops: [
      [0, { type: 'limits', pupil: 0, dayLimitFen: 1000 }],
      [3, sale(0, 1200)],
    ],
    ends: ['held 1200'],
  }),
  scenario('a limit raised, then released', {
    world: { dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'limits', dayLimitFen: 5000 }],
      [6, { type: 'operator', decision: 'release' }],
    ],
    ends: ['paid 1200'],
  }),
  scenario('released under the same limit', {
    world: { dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'operator', decision: 'release' }],
    ],
    ends: ['held 1200'],
  }),
  scenario('given up', {
    world: { dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'operator', decision: 'give-up' }],
    ],
    ends: ['dead 1200'],
  }),
  scenario('two operators, one word', {
    world: { dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'two-operators', decisions: ['give-up', 'give-up'] }],
    ],
    ends: ['dead 1200'],
  }),
  scenario('two operators, two minds', {
    world: { dayLimitFen: 1000 },
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'two-operators', decisions: ['release', 'give-up'] }],
    ],
    ends: ['dead 1200'],
    or: [{ where: /^(server|office) /u, ends: ['held 1200'], why: 'the other one comes first, or last' }],
  }),
  scenario('one key of a request twice', {
    world: { dayLimitFen: 1000 },
    pupils: [rich, rich],
    ops: [
      [0, sale(0, 1200)],
      [0.5, sale(1, 1300)],
      [3, { type: 'two-operators', decisions: ['give-up', 'give-up'] }],
    ],
    ends: ['dead 1200', 'dead 1300'],
  }),
  scenario('terminated by the payer before the sale', {
    ops: [
      [0, { type: 'terminate', pupil: 0, by: 'payer' }],
      [3, sale(0, 1200)],
    ],
    ends: [],
  }),
  scenario('terminated by the school before the sale', {
    ops: [
      [0, { type: 'terminate', pupil: 0, by: 'school' }],
      [3, sale(0, 1200)],
    ],
    ends: [],
  }),
  scenario('terminated while the terminal is offline', {
    ops: [
      [0, { type: 'offline', counter: 0, forMs: 240_000 }],
      [1, { type: 'terminate', pupil: 0, by: 'payer' }],
      [3, sale(0, 1200)],
    ],
    healAfter: 6,
    ends: ['held 1200'],
    or: [restartedOffline],
  }),
  scenario('disabled before the sale', {
    ops: [
      [0, { type: 'disable', pupil: 0 }],
      [3, sale(0, 1200)],
    ],
    ends: [],
  }),
  scenario('disabled after the sale', {
    ops: [
      [0, sale(0, 1200)],
      [3, { type: 'disable', pupil: 0 }],
    ],
    ends: ['paid 1200'],
  }),
  scenario('blocked by the school', {
    ops: [
      [0, { type: 'block', pupil: 0 }],
      [3, sale(0, 1200)],
    ],
    ends: [],
  }),
  scenario('blocked and opened again', {
    ops: [
      [0, { type: 'block', pupil: 0, forMs: 120_000 }],
      [9, sale(0, 1200)],
    ],
    ends: ['paid 1200'],
  }),
  scenario('blocked while the terminal is offline, then released', {
    ops: [
      [0, { type: 'offline', counter: 0, forMs: 240_000 }],
      [1, { type: 'block', pupil: 0, forMs: 480_000 }],
      [3, sale(0, 1200)],
      [13, { type: 'operator', decision: 'release' }],
    ],
    ends: ['paid 1200'],
    or: [restartedOffline],
  }),
  scenario('terminated between failure and retry', {
    world: { openHours },
    pupils: [poor],
    ops: [
      [0, sale(0, 800)],
      [5, { type: 'terminate', pupil: 0, by: 'payer' }],
    ],
    healAfter: 33,
    ends: ['held 800'],
  }),
  scenario('three advances, then no more', {
    pupils: [onAdvance],
    ops: [
      [0, sale(0, 100)],
      [3, sale(0, 200)],
      [6, sale(0, 300)],
      [9, sale(0, 400)],
    ],
    ends: ['advanced 100', 'advanced 200', 'advanced 300'],
    or: [100, 200, 300].map((unsold) => ({
      where: / journal#\d+ /u,
      ends: [100, 200, 300, 400].filter((fen) => fen !== unsold).map((fen) => `advanced ${fen}`),
      why: 'without one of the three the fourth is the third',
    })),
  }),
];
