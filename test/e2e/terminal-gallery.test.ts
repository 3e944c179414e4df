import { beforeEach, expect, it } from 'vitest';
import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { callServer } from '../support/server-call.ts';
import { openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let counter: EmulatedCounter;
let work: () => Promise<void>;
beforeEach(async () => {
  ({ world, work } = await openClassroom());
  counter = createEmulatedCounter(world, 'counter-1', 21);
  await counter.enrol();
  await signUpFace(world, 'pupil-7', { faceSeed: 7 });
  return world.close;
});

/** Library ages that the server was told, in order. */
const agesTold = (): readonly unknown[] =>
  world
    .log()
    .split('\n')
    .map((line): Readonly<Record<string, unknown>> => ({ ...JSON.parse(line) }))
    .filter(({ message }) => message === 'heartbeat')
    .map(({ durationMs }) => durationMs);

it('FAQ 4.4: a new pupil is a stranger until the next update: 90 s at the latest, or now by hand', async () => {
  const terminal = await counter.boot();
  await signUpFace(world, 'pupil-8', { faceSeed: 8 });
  expect(eat(terminal, 8, 100).type).toBe('stranger');
  const signedAt = world.school.now();
  await terminal.run(() => eat(terminal, 8, 100).type === 'paid-locally' || world.school.now() > signedAt + 200_000);
  expect(eat(terminal, 8, 100).type).toBe('paid-locally');
  expect(world.school.now() - signedAt).toBeLessThanOrEqual(95_000); // and a round of five seconds
  await signUpFace(world, 'pupil-9', { faceSeed: 9 });
  must(await terminal.updateFaces());
  expect(eat(terminal, 9, 100).type).toBe('paid-locally');
});

it('INV-37: the age of a library that is not updated is in every heartbeat; who ended meanwhile is still sold to, and held', async () => {
  const pupil = await signUpFace(world, 'pupil-8', { faceSeed: 8 });
  const terminal = await counter.boot();
  await world.school.endContract(pupil.userId);
  await world.school.pass(300_000);
  must(await terminal.sendHeartbeat());
  expect(terminal.status().libraryStale).toBe(false);
  await world.school.pass(300_001);
  must(await terminal.sendHeartbeat());
  expect(terminal.status()).toMatchObject({ libraryStale: true, online: true });
  expect(agesTold().slice(-2)).toEqual([300_000, 600_001]);

  // Nobody has told us that the contract ended: WeChat refuses, and the meal is held, not dropped.
  expect(eat(terminal, 8, 1200)).toMatchObject({ type: 'paid-locally', outUserId: 'pupil-8' });
  expect(await terminal.flush()).toMatchObject({ removed: 1, results: [{ status: 'accepted' }] });
  await work();
  expect(await world.school.paidCount()).toBe(0);
  const target = `/v1/deductions?organizationId=${world.school.organization}`;
  const { items } = must200(await callServer(world, 'GET', target, { token: tokens.auditor })).json;
  expect(items).toMatchObject([{ state: 'held', outUserId: 'pupil-8', reason: 'contract: NOT_CONTRACTED' }]);

  must(await terminal.updateFaces());
  expect(terminal.status().libraryStale).toBe(false);
  expect(eat(terminal, 8, 1200).type).toBe('stranger');
});
