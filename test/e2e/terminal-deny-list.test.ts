import { beforeEach, describe, expect, it } from 'vitest';
import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { callServer } from '../support/server-call.ts';
import { openClassroom } from '../support/server-classroom.ts';
import { must200, type ServerPupil } from '../support/server-school.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let counter: EmulatedCounter;
let pupil: ServerPupil;
let work: () => Promise<void>;
beforeEach(async () => {
  ({ world, work } = await openClassroom());
  counter = createEmulatedCounter(world, 'counter-1', 21);
  await counter.enrol();
  pupil = await signUpFace(world, 'pupil-7', { faceSeed: 7 });
  return world.close;
});

const end = {
  terminated: async () => {
    await world.school.endContract(pupil.userId);
    must200(await callServer(world, 'POST', `${pupil.path}/sync`, { token: tokens.admin }));
  },
  disabled: async () => {
    must200(await callServer(world, 'POST', `${pupil.path}/disable`, { token: tokens.admin }));
  },
} as const;

const deductions = async (): Promise<readonly unknown[]> => {
  const target = `/v1/deductions?organizationId=${world.school.organization}`;
  const { items } = must200(await callServer(world, 'GET', target, { token: tokens.auditor })).json;
  return Array.isArray(items) ? items : [];
};

describe.each(['terminated', 'disabled'] as const)('a pupil is %s', (how) => {
  it('INV-42: and refused at the counter of an online terminal within 90 s', async () => {
    const terminal = await counter.boot();
    expect(eat(terminal, 7, 1200).type).toBe('paid-locally');
    await end[how]();
    const endedAt = world.school.now();
    await terminal.run(() => eat(terminal, 7, 1).type === 'denied' || world.school.now() > endedAt + 90_000);
    expect(eat(terminal, 7, 1200)).toMatchObject({ type: 'denied', outUserId: 'pupil-7' });
    expect(world.school.now() - endedAt).toBeLessThanOrEqual(90_000);
  });

  it('INV-37, INV-42: and still served by an offline one, whose meal is held; the next contact ends that for good', async () => {
    const terminal = await counter.boot();
    counter.network.online = false;
    await end[how]();
    await world.school.pass(600_001);
    await terminal.round();
    expect(terminal.status()).toMatchObject({ online: false, libraryStale: true, faces: 2 });
    expect(eat(terminal, 7, 1200).type).toBe('paid-locally');
    counter.network.online = true;
    expect((await terminal.flush()).removed).toBe(1);
    expect(eat(terminal, 7, 1200).type).toBe('denied');
    await work();
    expect(await deductions()).toMatchObject([{ state: 'held', outUserId: 'pupil-7', attemptsTotal: 0 }]);
    expect(await world.school.paidCount()).toBe(0);
    // Power off and on: nothing of the list is forgotten, whatever the gallery still knows.
    const restarted = counter.start();
    expect(restarted.status().denyListVersion).toBe(terminal.status().denyListVersion);
  });
});

it('INV-42: who is allowed again eats again, and the list says so to a terminal that starts from nothing', async () => {
  const terminal = await counter.boot();
  await end.disabled();
  await terminal.refreshDenyList();
  expect(eat(terminal, 7, 1200).type).toBe('denied');
  must200(await callServer(world, 'POST', `${pupil.path}/enable`, { token: tokens.admin }));
  must(await terminal.refreshDenyList());
  must(await terminal.updateFaces());
  expect(eat(terminal, 7, 1200).type).toBe('paid-locally');
  const other = createEmulatedCounter(world, 'counter-2', 22);
  await other.enrol();
  expect(eat(await other.boot(), 7, 1200).type).toBe('paid-locally');
});
