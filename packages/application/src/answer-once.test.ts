import { createMemoryStorage } from '@facepay/memory';
import { type Cursor, Instant, type OrganizationId, ref, type Work, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { onlyOnce } from './answer-once.ts';

const school = 'O100' as OrganizationId;
const counter = ref('cursor', 'counter');
type Refused = { readonly type: 'Full' };

/** Raises the counter by one, up to two. */
const raise: Work<{ counter: typeof counter }, Refused, number> = {
  organization: school,
  read: { counter },
  decide: ({ counter: found }) => {
    const before: Cursor = found ?? { position: 0 };
    if (before.position >= 2) return E.left({ type: 'Full' });
    return E.right({
      writes: [write(counter, { position: before.position + 1 })],
      events: [],
      result: before.position + 1,
    });
  },
};
const answer = (result: number): string => `raised to ${result}`;
const before = (body: string) => E.left({ type: 'AnsweredBefore', body });

describe.each([{ decideTwice: false }, { decideTwice: true }])('INV-97 a request under a key, %o', (faults) => {
  const open = () => {
    const { storage, reads } = createMemoryStorage({ faults });
    return {
      ask: (key: string, request = 'same') =>
        storage.transact(onlyOnce(raise, { key, request, answer }, Instant.of(7)))(),
      position: async () => reads.find(school, counter)(),
      put: (position: number) =>
        storage.transact({
          organization: school,
          read: {},
          decide: () => E.right({ writes: [write(counter, { position })], events: [], result: undefined }),
        })(),
    };
  };

  test('is carried out once, and its answer is given again', async () => {
    const { ask, position } = open();
    expect(await ask('a')).toEqual(E.right(1));
    expect(await Promise.all([ask('a'), ask('a')])).toEqual([before('raised to 1'), before('raised to 1')]);
    expect(await position()).toEqual(E.right({ position: 1 }));
    expect(await ask('b')).toEqual(E.right(2));
  });

  test('with another request under the same key nothing is done', async () => {
    const { ask, position } = open();
    await ask('a');
    expect(await ask('a', 'other')).toEqual(E.left({ type: 'KeyUsedOtherwise' }));
    expect(await position()).toEqual(E.right({ position: 1 }));
  });

  test('a refusal leaves nothing under it: a repeat is judged anew', async () => {
    const { ask, put, position } = open();
    await put(2);
    expect(await ask('a')).toEqual(E.left({ type: 'Full' }));
    await put(0);
    expect(await ask('a')).toEqual(E.right(1));
    expect(await ask('a')).toEqual(before('raised to 1'));
    expect(await position()).toEqual(E.right({ position: 1 }));
  });
});
