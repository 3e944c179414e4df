import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, test } from 'vitest';
import { createReadiness, type ReadinessDependencies } from './readiness.ts';

const never = new Promise<never>(() => undefined);
const deps: ReadinessDependencies = {
  reads: { find: () => TE.right(undefined) },
  timer: { sleep: () => never },
  keysKnown: () => true,
  renewKeys: () => Promise.reject(new Error('not asked where keys are known')),
};
const reasons = (change: Partial<ReadinessDependencies> = {}) => createReadiness({ ...deps, ...change })();

test('ready: the store answers and keys are known', async () => {
  expect(await reasons()).toEqual([]);
});

test('a store that refuses, and one that does not answer in time', async () => {
  const refusing = { find: () => TE.left({ type: 'StoreUnavailable', reason: 'disk' } as const) };
  expect(await reasons({ reads: refusing })).toEqual(['store-unavailable']);
  expect(await reasons({ reads: { find: () => () => never }, timer: { sleep: async () => undefined } })).toEqual([
    'store-slow',
  ]);
});

test('without keys it asks for them, and is ready once they came', async () => {
  let known = false;
  const asking = { keysKnown: () => known, renewKeys: async () => void (known = true) };
  expect(await reasons(asking)).toEqual([]);
  expect(await reasons({ keysKnown: () => false, renewKeys: async () => undefined })).toEqual(['wechat-keys-unknown']);
  const slow = { keysKnown: () => false, renewKeys: () => never, timer: { sleep: async () => undefined } };
  expect(await reasons({ ...slow, reads: { find: () => () => never } })).toEqual(['store-slow', 'wechat-keys-unknown']);
});
