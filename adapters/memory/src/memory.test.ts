import { type OrganizationId, ref, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { createMemoryStorage } from './index.ts';
import { frozenCopy } from './frozen-copy.ts';

const school = 'O100' as OrganizationId;
const counter = ref('cursor', 'counter');

const impure = async (decideTwice: boolean): Promise<number | undefined> => {
  const { storage, reads } = createMemoryStorage({ faults: { decideTwice } });
  let calls = 0;
  const decide = (): E.Either<never, { writes: [ReturnType<typeof write>]; events: []; result: undefined }> => {
    calls += 1;
    return E.right({ writes: [write(counter, { position: calls })], events: [], result: undefined });
  };
  await storage.transact({ organization: school, read: {}, decide })();
  const found = await reads.find(school, counter)();
  return E.isRight(found) ? found.right?.position : undefined;
};

test('a rule that remembers is found out by running it twice', async () => {
  expect(await impure(false)).toBe(1);
  expect(await impure(true)).toBe(2);
});

test('a stored copy is frozen to the bottom, shares nothing with its source, and keeps no undefined', () => {
  const source = { list: [{ n: 1 }], gone: undefined };
  const copy = frozenCopy(source);
  source.list.push({ n: 2 });
  expect(copy).toStrictEqual({ list: [{ n: 1 }] });
  expect(Object.isFrozen(copy.list[0])).toBe(true);
  expect(frozenCopy(copy)).toBe(copy);
});
