import { hour, minute } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { lost, openSchool, paid, pupil, right, school, voucher } from '../test/school.ts';
import { disableMember, syncMember } from './index.ts';

/** A sale that was sent and declined, and is held for the first time 30 hours later. */
const heldLate = async () => {
  const world = await openSchool({ decideTwice: true });
  const address = { organization: school, outUserId: pupil };
  right(await syncMember(world.deps)(address)());
  world.world.onSend = () => E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
  right(await world.upload(world.device, voucher(1)));
  await world.progress();
  right(await disableMember(world.deps)(address)());
  world.pass(30 * hour); // the next day at 18:00, in a window
  await world.progress();
  const [held] = await world.deductions();
  expect([held?.status, held?.attempts.total]).toEqual(['held', 1]);
  let asked = 0;
  const counted = (answer: typeof world.world.onQuery): void => {
    world.world.onQuery = (request) => {
      asked += 1;
      return answer(request);
    };
  };
  return { ...world, counted, asked: () => asked, state: async () => (await world.deductions())[0] };
};

describe('FAQ 5.6, INV-51, INV-31: what WeChat charged late and told nobody of', () => {
  it('is found by a late query, however often that was not answered', async () => {
    const world = await heldLate();
    world.counted(() => E.left(lost));
    for (let hours = 0; hours < 5; hours += 1) {
      await world.progress();
      world.pass(hour);
    }
    expect([world.asked(), (await world.state())?.status]).toEqual([5, 'held']);
    world.counted((request) => E.right(paid(request, world.now())));
    await world.progress();
    expect((await world.state())?.status).toBe('paid');
    expect(world.sent).toHaveLength(1);
  });

  it('a verified "not paid" ends it: nothing is asked again', async () => {
    const world = await heldLate();
    world.counted(() => E.right({ type: 'NotFound' }));
    for (let days = 0; days < 40; days += 1) {
      await world.progress();
      world.pass(24 * hour);
    }
    expect([world.asked(), (await world.state())?.status]).toEqual([1, 'held']);
    expect(await world.state()).not.toHaveProperty('dueAt');
  });

  it('INV-99 without an answer it ends after a month, with one alarm', async () => {
    const world = await heldLate();
    world.counted(() => E.left(lost));
    for (let hours = 0; hours < 32 * 24; hours += 1) {
      await world.progress();
      world.pass(hour + minute);
    }
    const id = (await world.state())?.id ?? '';
    const events = right(await world.store.reads.history(school, { kind: 'deduction', id }, 100)());
    expect(events.filter(({ body }) => body.type === 'LateQueriesEnded')).toHaveLength(1);
    expect(await world.state()).not.toHaveProperty('dueAt');
    expect((await world.state())?.status).toBe('held');
  });
});
