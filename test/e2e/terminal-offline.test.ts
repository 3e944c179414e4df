import { Fen } from '@facepay/domain';
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
  await signUpFace(world, 'pupil-8', { faceSeed: 8 });
  return world.close;
});

const deductions = async (state: string): Promise<readonly unknown[]> => {
  const target = `/v1/deductions?organizationId=${world.school.organization}&state=${state}&pageSize=200`;
  const { items } = must200(await callServer(world, 'GET', target, { token: tokens.auditor })).json;
  return Array.isArray(items) ? items : [];
};
/** What the server read in the last heartbeat. */
const lastHeartbeat = (): unknown =>
  world
    .log()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .findLast((line) => JSON.stringify(line).includes('"heartbeat"'));

it('INV-3, F-28, FAQ 5.10: an offline spell is flushed in batches of 500, answered per entry, and every meal is there once', async () => {
  const terminal = await counter.boot({ exposurePupilFenMax: 100_000 });
  counter.network.online = false;
  await terminal.sendHeartbeat();
  for (let meal = 0; meal < 601; meal += 1) expect(eat(terminal, 7 + (meal % 2), 1).type).toBe('paid-locally');
  expect(terminal.status()).toMatchObject({ online: false, backlog: 601, exposureFen: 601 });
  counter.network.online = true;
  must(await terminal.sendHeartbeat());
  expect(lastHeartbeat()).toMatchObject({ count: 601, device: 'counter-1' });
  const { sent, removed, results } = await terminal.flush();
  expect([sent, removed]).toEqual([601, 601]);
  expect(results.map(({ sequence, status }) => [sequence, status])).toEqual(
    Array.from({ length: 601 }, (_, index) => [index + 1, 'accepted']),
  );
  expect(terminal.status()).toMatchObject({ online: true, backlog: 0, exposureFen: 0 });
  const device = must200(await callServer(world, 'GET', '/v1/devices/counter-1', { token: tokens.auditor })).json;
  expect(device).toMatchObject({ lastSequence: 601, gaps: [] });
});

it('INV-66, FAQ 5.10: what an offline terminal lets a pupil spend is what the server then has to charge, under the cap', async () => {
  const terminal = await counter.boot({ exposurePupilFenMax: 2500 });
  counter.network.online = false;
  await terminal.sendHeartbeat();
  expect(eat(terminal, 7, 1500).type).toBe('paid-locally');
  expect(eat(terminal, 7, 1500)).toMatchObject({ type: 'exposure', of: 'pupil', outUserId: 'pupil-7' });
  const again = counter.start({ exposurePupilFenMax: 2500 }); // power off and on, still without network
  expect(again.status()).toMatchObject({ backlog: 1, exposureFen: 1500, online: false });
  expect(eat(again, 7, 1)).toEqual({ type: 'refused', reason: 'not-authorised' });
  counter.network.online = true;
  must(await again.boot());
  await again.flush();
  await work();
  expect(await deductions('paid')).toMatchObject([{ amountFen: 1500 }]);
});

it('INV-2: a cable pulled again and again loses nothing and doubles nothing', async () => {
  const terminal = await counter.boot();
  const amounts: Fen[] = [];
  for (let spell = 0; spell < 6; spell += 1) {
    counter.network.online = spell % 2 === 1;
    await world.school.pass(200_000);
    amounts.push(must(Fen.of(100 + spell)));
    expect(eat(terminal, 7 + (spell % 2), 100 + spell).type).toBe('paid-locally');
    await terminal.round();
  }
  expect(terminal.status().backlog).toBe(0);
  await work();
  const paid = await deductions('paid');
  expect(new Set(paid.map((one) => JSON.stringify(one).match(/"amountFen":(\d+)/)?.[1]))).toEqual(
    new Set(amounts.map(String)),
  );
  expect(await world.school.paidCount()).toBe(6);
});
