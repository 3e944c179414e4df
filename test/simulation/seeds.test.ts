import { expect, test } from 'vitest';
import { belowFloor } from './floors.ts';
import { playSeeds } from './play-seeds.ts';

// The other hundred seeds are in `more-seeds.test.ts`, so that two files share two cores.
test('INV-102, INV-103: seeds 1 to 100 on memory and on SQLite', { timeout: 1_200_000 }, async () => {
  expect(belowFloor(await playSeeds(1, 100))).toEqual([]);
});
