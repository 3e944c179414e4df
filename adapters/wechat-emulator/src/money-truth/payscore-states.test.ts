import { describe, expect, test } from 'vitest';
import {
  createPayscoreWorld,
  day,
  hour,
  inService,
  minute,
  type PayscoreWorld,
  second,
  services,
  toPay,
  triple,
} from '../../test/payscore-world.ts';

type State =
  | 'created'
  | 'in service'
  | 'to pay'
  | 'being charged'
  | 'paid'
  | 'paid outside'
  | 'free'
  | 'revoked'
  | 'expired';

/** Every state of `payscore-wire.md` §6 for the order P-1. */
const states: Readonly<Record<State, () => Promise<PayscoreWorld>>> = {
  created: async () => {
    const world = await createPayscoreWorld();
    await world.user({ action: 'authorise' });
    await world.create('P-1', world.confirming);
    await world.pass(hour);
    return world;
  },
  'in service': () => inService(),
  'to pay': async () => {
    const world = await toPay();
    await world.user({ script: { type: 'never' } });
    await world.pass(4 * second);
    return world;
  },
  'being charged': async () => {
    const world = await toPay();
    await world.pass(second + 500);
    return world;
  },
  paid: async () => {
    const world = await toPay();
    await world.pass(minute);
    return world;
  },
  'paid outside': async () => {
    const world = await states['to pay']();
    await world.pass(second);
    await world.sync('P-1');
    return world;
  },
  free: async () => {
    const world = await inService();
    await world.complete('P-1', 0);
    return world;
  },
  revoked: async () => {
    const world = await inService();
    await world.cancel('P-1');
    return world;
  },
  expired: async () => {
    const world = await states.created();
    await world.pass(30 * day);
    return world;
  },
};

const names: readonly State[] = [
  'created',
  'in service',
  'to pay',
  'being charged',
  'paid',
  'paid outside',
  'free',
  'revoked',
  'expired',
];
const serviceOf = (state: State): string =>
  state === 'created' || state === 'expired' ? services.confirm : services.face;

type Answers = Readonly<Record<State, string>>;
const done = { paid: 'ORDER_DONE …262', 'paid outside': 'ORDER_DONE …262', free: 'ORDER_DONE …262' };
const over = { revoked: 'ORDER_CANCELED …333', expired: 'ORDER_CANCELED …333' };
const pending = 'INVALID_REQUEST …657';
const being = 'PARAM_ERROR …754';

/** The table of calls of §6, with the tails of §13: what each answers in each state, a first time and with bytes of its own. */
const table: Readonly<Record<string, Answers>> = {
  complete: {
    created: 'INVALID_REQUEST …332',
    'in service': '200',
    'to pay': 'PARAM_ERROR …598',
    'being charged': 'PARAM_ERROR …598',
    ...done,
    ...over,
  },
  modify: {
    created: pending,
    'in service': pending,
    'to pay': '200',
    'being charged': being,
    paid: pending,
    'paid outside': pending,
    free: pending,
    revoked: pending,
    expired: pending,
  },
  cancel: { created: '200', 'in service': '200', 'to pay': '200', 'being charged': being, ...done, ...over },
  sync: {
    created: 'INVALID_REQUEST …332',
    'in service': 'INVALID_REQUEST …262',
    'to pay': '200',
    'being charged': being,
    ...done,
    revoked: 'ORDER_CANCELED …333',
    expired: 'INVALID_ORDER_STATE …262',
  },
  pay: {
    created: 'INVALID_REQUEST …332',
    'in service': 'INVALID_REQUEST …262',
    'to pay': '200',
    'being charged': being,
    paid: 'INVALID_REQUEST …262',
    'paid outside': 'INVALID_REQUEST …262',
    free: 'INVALID_REQUEST …262',
    revoked: 'INVALID_REQUEST …262',
    expired: 'INVALID_REQUEST …262',
  },
};

const calls: Readonly<Record<string, (world: PayscoreWorld, change: object) => ReturnType<PayscoreWorld['on']>>> = {
  complete: (world, change) => world.complete('P-1', 3999, change),
  modify: (world, change) => world.modify('P-1', 3999, change),
  cancel: (world, change) => world.cancel('P-1', { reason: '另一个原因', ...change }),
  sync: (world, change) => world.sync('P-1', world.inSeconds(-1), change),
  pay: (world, change) => world.on('P-1', 'pay', change),
};

describe.each(names)('%s', (state) => {
  test.each(Object.keys(table))('%s', async (call) => {
    const world = await states[state]();
    await world.pass(500);
    const before = (await world.query('P-1', serviceOf(state))).text;
    const answer = await calls[call]?.(world, { service_id: serviceOf(state) });
    const tail = /-\d*(\d{3})$/.exec(answer?.headers['request-id'] ?? '')?.[1];
    const heard = answer?.status === 200 ? '200' : `${String(answer?.json['code'])} …${tail}`;
    expect(heard).toBe(table[call]?.[state]);
    expect(world.emulator.violations()).toEqual([]);
    const after = (await world.query('P-1', serviceOf(state))).text;
    expect(after === before).toBe(heard !== '200' || call === 'pay');
  });
});

test('INV-70 the states are where the table says', async () => {
  const seen = await Promise.all(names.map(async (state) => triple(await states[state](), 'P-1', serviceOf(state))));
  expect(seen).toEqual([
    'CREATED - -',
    'DOING USER_CONFIRM -',
    'DOING MCH_COMPLETE USER_PAYING',
    'DOING MCH_COMPLETE USER_PAYING',
    'DONE - USER_PAID',
    'DONE - USER_PAID',
    'DONE - -',
    'REVOKED - -',
    'EXPIRED - -',
  ]);
});

test('an order that is not there, or is another service’s, is 404', async () => {
  const world = await inService();
  for (const answer of [
    await world.query('P-2'),
    await world.query('P-1', services.confirm),
    await world.cancel('P-2'),
    await world.complete('P-1', 1, { service_id: services.confirm }),
  ]) {
    expect([answer.status, answer.json['code']]).toEqual([404, 'ORDER_NOT_EXIST']);
    expect(answer.headers['request-id']).toMatch(/-271317510$/);
  }
});
