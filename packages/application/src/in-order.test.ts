import { createMemoryStorage } from '@facepay/memory';
import { type Cursor, type OrganizationId, ref, type Work, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

const school = 'O100' as OrganizationId;
const at = ref('cursor', 'one');
/** Moves the cursor from `from` to `to`, or says where it is. */
const move = (from: number, to: number): Work<{ at: typeof at }, number, string> => ({
  organization: school,
  read: { at },
  decide: (found) => {
    const before: Cursor = found.at ?? { position: 0 };
    if (before.position !== from) return E.left(before.position);
    return E.right({ writes: [write(at, { position: to })], events: [], result: `${from} to ${to}` });
  },
});

test('works in order are one transaction: each sees the ones before it, a refused one stops no other', async () => {
  const { storage, reads } = createMemoryStorage({ faults: { decideTwice: true } });
  const done = await storage.transact(inOrder(school, [move(0, 1), move(7, 8), move(1, 2), move(2, 5)]))();
  expect(done).toEqual(E.right([E.right('0 to 1'), E.left(1), E.right('1 to 2'), E.right('2 to 5')]));
  expect(await reads.find(school, at)()).toEqual(E.right({ position: 5 }));
});

test('none at all is fine', async () => {
  const { storage } = createMemoryStorage();
  expect(await storage.transact(inOrder(school, []))()).toEqual(E.right([]));
});
