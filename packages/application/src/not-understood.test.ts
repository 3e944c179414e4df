import { defaultPolicy, type DeductionAnswer, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openSchool, paid, right, school, voucher } from '../test/school.ts';
import { relayEvents } from './relay-events.ts';

const strange: DeductionAnswer = { type: 'NotUnderstood', word: 'SOMETHING_NEW' };
/** A sale that WeChat answers in a word that nobody knows. */
const answered = async (decideTwice: boolean) => {
  const world = await openSchool({ decideTwice });
  world.world.onSend = () => E.right(strange);
  await world.upload(world.device, voucher(1));
  await world.progress();
  return {
    ...world,
    sale: async () => (await world.deductions())[0],
    /** Types and subjects of what a person is told. */
    alarms: async () => {
      const { deps, store } = world;
      const relay = relayEvents({
        ...deps,
        eventLog: store.eventLog,
        notifier: { notify: () => async () => E.right(undefined) },
      });
      for (let round = 0; round < 5; round += 1) right(await relay('w1')());
      return right(await store.reads.page('alarm', {}, 50)()).items.map(
        ({ type, reason }) => `${type} ${reason ?? ''}`,
      );
    },
  };
};
const reserved = async ({ spending }: Awaited<ReturnType<typeof answered>>) => (await spending())?.open.length;

describe.each([false, true])(
  'FAQ 2.2 a word of WeChat that no table knows ends in unknown, query and alarm (twice: %s)',
  (twice) => {
    test('INV-9 it is unknown, asked about, and an alarm; its part of the limit stays set aside (INV-23)', async () => {
      const world = await answered(twice);
      expect(await world.sale()).toMatchObject({ status: 'unknown', dueAt: world.now() + 2 * second });
      expect(await reserved(world)).toBe(1);
      expect(await world.alarms()).toEqual(['OutcomeUnknown not-understood: SOMETHING_NEW']);
      world.world.onQuery = (request) => E.right(paid(request, world.now()));
      world.pass(2 * second);
      await world.progress();
      expect(await world.sale()).toMatchObject({ status: 'paid' });
      expect(world.sent).toHaveLength(1); // the query settled it, nothing was sent again
    });
    test('INV-99 whoever asks again and again is held in the end, for a person', async () => {
      const world = await answered(twice);
      world.world.onQuery = () => E.right(strange);
      for (let looks = 0; looks < 80; looks += 1) {
        world.pass(defaultPolicy.unknownMaxMs / 50);
        await world.progress();
      }
      expect(await world.sale()).toMatchObject({ status: 'held', reason: 'unknown' });
      expect(await reserved(world)).toBe(1);
      expect(world.sent).toHaveLength(1);
    });
    test('INV-12 WeChat proves that it has no such order: held as refused, its part of the limit free again', async () => {
      const world = await answered(twice);
      world.pass(defaultPolicy.inFlightMs);
      await world.progress();
      expect(await world.sale()).toMatchObject({
        status: 'held',
        reason: 'refused: SOMETHING_NEW',
        organization: school,
      });
      expect(await reserved(world)).toBe(0);
      expect(await world.alarms()).toContain('DeductionHeld refused');
    });
  },
);
