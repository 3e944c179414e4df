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
