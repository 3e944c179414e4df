import { decodeVoucher } from '@facepay/device-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { openClassroom, resultsOf } from '../support/server-classroom.ts';
import { entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let counter: EmulatedCounter;
let scripted: ServerTerminal;
let pupil: ServerPupil;
beforeEach(async () => {
  ({ world, pupil, terminal: scripted } = await openClassroom());
  counter = createEmulatedCounter(world, 'counter-1', 21);
  await counter.enrol();
  await signUpFace(world, 'pupil-7', { faceSeed: 7 });
  return world.close;
});

const day = 86_400_000;
const wrongClocks: readonly (readonly [string, () => number])[] = [
  ['in 1970', () => 1000],
  ['ten years ahead', () => world.school.now() + 3650 * day],
  ['four minutes slow', () => world.school.now() - 240_000],
];

describe.each(wrongClocks)('a terminal whose wall clock is %s', (_, wallClock) => {
  it('INV-64, BAD-43: measures its offset by the answers of the server and sells at the true time', async () => {
    counter.wall.now = wallClock;
    const terminal = await counter.boot();
    await world.school.pass(60_000);
    const at = world.school.now();
    expect(eat(terminal, 7, 1200).type).toBe('paid-locally');
    const { voucher } = must(decodeVoucher([...counter.disk.vouchers.values()][0]?.bytes ?? new Uint8Array()));
    const offMs = Math.abs(Number(voucher.saleAtMs) - at);
    expect(offMs).toBeLessThanOrEqual(Number(voucher.clockUncertaintyMs));
    expect(Number(voucher.clockUncertaintyMs)).toBeLessThanOrEqual(31); // half a millisecond, and a minute's drift
    const { results } = await terminal.flush();
    expect(results).toMatchObject([{ status: 'accepted' }]);
  });
});

it('INV-64: a wall clock that steps while the terminal runs changes no sale', async () => {
  const terminal = await counter.boot();
  counter.network.online = false;
  const times: number[] = [];
  for (const wall of [0, world.school.now() + 365 * day, 5]) {
    counter.wall.now = () => wall;
    await world.school.pass(30_000);
    times.push(world.school.now());
    expect(eat(terminal, 7, 100).type).toBe('paid-locally');
  }
  expect([...counter.disk.vouchers.values()].map(({ voucher }) => Number(voucher.saleAtMs))).toEqual(times);
  counter.network.online = true;
  const { results } = await terminal.flush();
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
});

describe('INV-64: what the server believes of a sale time', () => {
  it.each([
    ['5 minutes ahead', 300_000, 'accepted'],
    ['a millisecond more', 300_001, 'held'],
    ['30 days ago', -30 * day, 'accepted'],
    ['a millisecond longer', -30 * day - 1, 'held'],
    ['1970', Number.NEGATIVE_INFINITY, 'held'],
  ])('%s', async (_, offMs, status) => {
    const saleAtMs = offMs === Number.NEGATIVE_INFINITY ? 1000 : world.school.now() + offMs;
    const odd = await scripted.mint(pupil, 1250, { saleAtMs: String(saleAtMs) });
    const good = await scripted.mint(pupil, 1250);
    const results = resultsOf(must200(await scripted.upload([entryOf(odd), entryOf(good)])));
    const reason = status === 'held' ? 'clock' : undefined;
    expect(results.map((result) => [result['status'], result['reason']])).toEqual([
      [status, reason],
      ['accepted', undefined],
    ]);
  });
});
