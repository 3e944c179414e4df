import { createMemoryVoucherJournal, type VoucherJournal } from '@facepay/device-emulator';
import { beforeEach, expect, it } from 'vitest';
import { createEmulatedCounter, eat, type EmulatedCounter, signUpFace } from '../support/emulated-counter.ts';
import { openClassroom } from '../support/server-classroom.ts';
import type { ServerWorld } from '../support/server-world.ts';

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

/** Power goes at one step of one sale: the journal answers nothing more. */
const cutAt = (step: 'before' | 'after', sale: number): VoucherJournal => {
  const journal = createMemoryVoucherJournal(counter.disk);
  let sales = 0;
  return {
    ...journal,
    append: (seal) => {
      sales += 1;
      if (sales >= sale && step === 'before') throw new Error('no power');
      const signed = journal.append(seal);
      if (sales >= sale) throw new Error('no power');
      return signed;
    },
  };
};

it.each([
  ['before the voucher is durable', 'before', 2],
  ['between the voucher and the word of success', 'after', 3],
] as const)('INV-65, F-29: power cut %s: no success is shown, no number is used twice', async (_, step, kept) => {
  const first = await counter.boot({}, cutAt(step, 3));
  const shown = [1000, 1100, 1200].map((amountFen) => eat(first, 7, amountFen).type);
  expect(shown).toEqual(['paid-locally', 'paid-locally', 'refused']);
  expect(counter.disk.vouchers.size).toBe(kept);

  const second = await counter.boot();
  expect(second.status()).toMatchObject({ backlog: kept, lastSequence: kept });
  const next = eat(second, 7, 1300);
  expect(next).toMatchObject({ type: 'paid-locally', sequence: kept + 1 });
  const { results } = await second.flush();
  expect(results.map(({ sequence, status }) => [sequence, status])).toEqual(
    Array.from({ length: kept + 1 }, (__, index) => [index + 1, 'accepted']),
  );
  await work();
  // Everything shown as a success is charged once; the meal cut off behind its voucher was eaten, and is charged too.
  expect(await world.school.paidCount()).toBe(kept + 1);
});

it('INV-65, F-29: power cut between the acknowledgement and its removal: sent again, charged once', async () => {
  const journal = createMemoryVoucherJournal(counter.disk);
  const first = await counter.boot(
    {},
    {
      ...journal,
      remove: () => {
        throw new Error('no power');
      },
    },
  );
  eat(first, 7, 1000);
  await expect(first.flush()).rejects.toThrow('no power');
  const second = await counter.boot();
  expect((await second.flush()).results).toMatchObject([{ sequence: 1, status: 'duplicate' }]);
  expect(second.status()).toMatchObject({ backlog: 0, exposureFen: 0 });
  expect(eat(second, 7, 900)).toMatchObject({ sequence: 2 });
  await second.flush();
  await work();
  expect(await world.school.paidCount()).toBe(2);
});
