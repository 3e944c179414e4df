import {
  type Claimed,
  type DeductionAnswer,
  type DeductionRef,
  hour,
  minute,
  type NumberedEvent,
  second,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';
import { openSchool, paid, pupil, right, school, signed, voucher } from '../test/school.ts';
import { progressTask, relayEvents, syncMember } from './index.ts';

type World = Awaited<ReturnType<typeof openSchool>>;
const open = async () => {
  const world = await openSchool({ decideTwice: true });
  const told: NumberedEvent[] = [];
  const notifier = { notify: (events: readonly NumberedEvent[]) => TE.fromIO(() => void told.push(...events)) };
  const relay = relayEvents({ ...world.deps, notifier })('w1');
  return {
    ...world,
    relay,
    /** A worker's rounds: relay, tasks, relay. */
    rounds: async (): Promise<void> => {
      right(await relay());
      for (const task of await due(world)) right(await progressTask(world.deps)(task)());
      right(await relay());
    },
    people: () => told.flatMap(({ body }) => (body.type === 'PersonNotified' ? [body] : [])),
  };
};
const due = async ({ store, now }: World): Promise<readonly Claimed[]> =>
  right(await store.dueWork.claim('task', now(), 30_000, 10)()).filter(({ key }) => key.startsWith('person/'));
const meal = async (world: World): Promise<void> => {
  right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
  right(await world.upload(world.device, voucher(1)));
  await world.progress();
};
const declined = { type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' } as const;

describe('FAQ Q2, INV-15: what people are told', () => {
  it('a deduction that is delayed: once for the order, however often it fails and is relayed', async () => {
    const world = await open();
    world.world.onSend = () => E.right(declined);
    await meal(world);
    await world.rounds();
    expect(world.people()).toEqual([
      { type: 'PersonNotified', notice: 'deduction-delayed', outUserId: pupil, amount: 1000 },
    ]);
    world.pass(hour);
    await world.progress();
    await world.rounds();
    await world.rounds();
    expect(world.people()).toHaveLength(1);
  });

  it('an advance that was made, and its repayment', async () => {
    const world = await open();
    const at = world.now();
    const advanced = (request: DeductionRef, debt: 'open' | 'repaid'): E.Either<never, DeductionAnswer> => {
      const answer = paid(request, at);
      return E.right(answer.type === 'Settled' ? { ...answer, debt } : answer);
    };
    world.world.onSend = (request) => advanced(request, 'open');
    world.world.onQuery = (request) => advanced(request, 'repaid');
    await meal(world);
    await world.rounds();
    world.pass(6 * hour);
    await world.progress();
    await world.rounds();
    expect(world.people().map(({ notice }) => notice)).toEqual(['advance-made', 'advance-repaid']);
  });

  it('a contract that ended and a face that was disabled: once each time, and again only after it was otherwise', async () => {
    const world = await open();
    const read = async (usage: 'normal' | 'disabled'): Promise<void> => {
      world.pass(second);
      world.world.reading = { ...signed(), usage };
      right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
      await world.rounds();
    };
    for (const usage of ['normal', 'disabled', 'disabled', 'normal', 'disabled'] as const) await read(usage);
    expect(world.people().map(({ notice }) => notice)).toEqual(['face-disabled', 'face-disabled']);
    const { contract, ...rest } = signed();
    if (contract.status !== 'signed') throw new Error('not signed');
    world.pass(second);
    world.world.reading = { ...rest, contract: { ...contract, status: 'terminated', terminatedAt: world.now() } };
    right(await syncMember(world.deps)({ organization: school, outUserId: pupil })());
    await world.rounds();
    expect(world.people().map(({ notice }) => notice)).toContain('contract-ended');
  });

  it('quiet hours: kept back over the night and told once at 7; paid by then, it is not told at all', async () => {
    for (const paidByMorning of [false, true]) {
      const world = await open();
      world.world.onSend = () => E.right(declined);
      world.pass(7.5 * hour); // 19:30
      await meal(world);
      world.pass(2 * hour);
      await world.rounds();
      expect(world.people()).toEqual([]);
      world.pass(9 * hour); // 06:30
      await world.rounds();
      expect(world.people()).toEqual([]);
      if (paidByMorning) {
        world.world.onSend = (request) => E.right(paid(request, world.now()));
        await world.progress();
      }
      world.pass(30 * minute);
      await world.rounds();
      await world.rounds();
      expect(world.people()).toHaveLength(paidByMorning ? 0 : 1);
    }
  });

  it('a crash between the notice and its mark tells nobody twice (INV-16)', async () => {
    const world = await open();
    world.world.onSend = () => E.right(declined);
    await meal(world);
    right(await world.relay());
    const [dead] = await due(world);
    world.pass(31 * second);
    const [alive] = await due(world);
    if (dead === undefined || alive === undefined) throw new Error('nothing was due');
    expect(await progressTask(world.deps)(dead)()).toEqual(E.left({ type: 'LeaseLost' }));
    right(await progressTask(world.deps)(alive)());
    expect(E.isLeft(await progressTask(world.deps)(alive)())).toBe(true);
    right(await world.relay());
    expect(world.people()).toHaveLength(1);
  });
});
