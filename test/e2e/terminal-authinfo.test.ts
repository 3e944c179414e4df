import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { openClassroom } from '../support/server-classroom.ts';
import { must200, type ServerTerminal } from '../support/server-school.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

const authinfoPath = '/v3/offlineface/authinfo';
const hour = 3_600_000;
let world: ServerWorld;
let scripted: ServerTerminal;
let counter: EmulatedCounter;

const open = async (options: Parameters<typeof openClassroom>[0] = {}) => {
  ({ world, terminal: scripted } = await openClassroom(options));
  counter = createEmulatedCounter(world, 'counter-1', 21);
  await counter.enrol();
  await signUpFace(world, 'pupil-7', { faceSeed: 7 });
};
const asks = (): number => world.school.requestsTo(authinfoPath);

describe('authinfo at a school', () => {
  beforeEach(async () => {
    await open();
    return world.close;
  });

  it('INV-67, FAQ 4.3: a terminal that starts again within the hour gets the same one, after it a fresh one', async () => {
    await counter.boot();
    await world.school.pass(hour - 1000);
    await counter.boot();
    expect(asks()).toBe(1);
    await world.school.pass(1000);
    await counter.boot();
    expect(asks()).toBe(2);
  });

  it('INV-67: each terminal has its own, and takes no other', async () => {
    const other = createEmulatedCounter(world, 'counter-2', 22);
    await other.enrol();
    const [one, two] = [await counter.boot(), await other.boot()];
    expect(asks()).toBe(2);
    const mine = must200(await scripted.signed('POST', '/v1/devices/device-1/authinfo', { rawData: 'raw' })).json;
    const given = {
      authinfo: String(mine['authinfo']),
      organization_id: world.school.organization,
      sub_mchid: world.school.subMchid,
    };
    for (const terminal of [one, two])
      expect(terminal.sdk.preloadSdkEnv(given)).toMatchObject({ return_code: 'PARAM_ERROR' });
    const asOther = { rawData: 'raw' };
    const refused = await scripted.signed('POST', '/v1/devices/counter-1/authinfo', asOther);
    expect(refused.status).toBe(401);
  });

  it('INV-67, FAQ 4.3: without network the last one lives 36 hours from its making, whatever the wall clock says', async () => {
    const terminal = await counter.boot();
    await world.school.pass(hour / 2);
    // Started again, it is given the one of half an hour ago.
    const again = await counter.boot();
    counter.network.online = false;
    counter.wall.now = () => 1000;
    await world.school.pass(35.5 * hour - 1);
    await again.round();
    expect(eat(again, 7, 100).type).toBe('paid-locally');
    await world.school.pass(1);
    for (const one of [terminal, again])
      expect(eat(one, 7, 100)).toEqual({ type: 'refused', reason: 'not-authorised' });
  });

  it('INV-59, INV-67: a revoked terminal is given nothing any more, and lives on what it has for 36 hours at most', async () => {
    const terminal = await counter.boot();
    must200(await callServer(world, 'POST', '/v1/devices/counter-1/revoke', { token: tokens.admin }));
    await world.school.pass(hour);
    await terminal.round();
    expect(terminal.status()).toMatchObject({ lastProblem: { type: 'Refused', status: 401 } });
    expect(asks()).toBe(1);
    expect(eat(terminal, 7, 100).type).toBe('paid-locally');
    expect(await terminal.flush()).toMatchObject({ sent: 0, removed: 0, problem: { type: 'Refused', status: 401 } });
    expect(terminal.status().backlog).toBe(1);
    await world.school.pass(35 * hour);
    expect(eat(terminal, 7, 100)).toEqual({ type: 'refused', reason: 'not-authorised' });
  });
});

it.each([
  ['600 s', 600, 600_000],
  ['36 hours', 36 * 3600, hour],
])('INV-67: WeChat says %s', async (_, authinfoExpiresInSeconds, livesMs) => {
  await open({ settings: { authinfoExpiresInSeconds } });
  await counter.boot();
  await world.school.pass(livesMs - 1);
  await counter.boot();
  expect(asks()).toBe(1);
  await world.school.pass(1);
  await counter.boot();
  expect(asks()).toBe(2);
  await world.close();
});

it.each([0, -5, 0.5])(
  'INV-67, BAD-40: WeChat says %s: used by the terminal that asked, and kept for nobody',
  async (seconds) => {
    await open({ settings: { authinfoExpiresInSeconds: seconds } });
    const terminal = await counter.boot();
    expect(eat(terminal, 7, 100).type).toBe('paid-locally');
    await counter.boot();
    expect(asks()).toBe(2);
    await world.close();
  },
);
