import type { Storage, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, test } from 'vitest';
import { openSchool, right, voucher } from '../test/school.ts';
import { acceptVouchers } from './accept-vouchers.ts';

const busy: StoreFailure = { type: 'StoreBusy', retryAfterMs: 1000 };

const entry = (sequence: number) => ({ type: 'Voucher', claims: voucher(sequence) });

/** A store that has no time for a work with more than so many records. */
const impatient = ({ transact }: Storage, recordsMax: number): Storage => ({
  transact: (work) => (Object.keys(work.read).length > recordsMax ? TE.left(busy) : transact(work)),
});

test('INV-1 a store too busy for many vouchers at once gets them in smaller works, in their order', async () => {
  const world = await openSchool();
  const accept = acceptVouchers({ ...world.deps, storage: impatient(world.deps.storage, 12) });
  const entries = Array.from({ length: 20 }, (_, index) => entry(index + 1));
  const results = right(await accept(world.device, entries)());
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'accepted'));
  expect((await world.device1())?.chain).toMatchObject({ headSequence: 20, gaps: [] });
  expect(await world.deductions()).toHaveLength(20);
});

test('one that is too busy for a single voucher is said to be', async () => {
  const world = await openSchool();
  const accept = acceptVouchers({ ...world.deps, storage: impatient(world.deps.storage, 3) });
  expect(await accept(world.device, [entry(1)])()).toEqual(E.left(busy));
});
