import { expect, test } from 'vitest';
import { belowFloor } from './floors.ts';
import { playSeeds } from './play-seeds.ts';

test('INV-102, INV-103: seeds 101 to 200 on memory and on SQLite', { timeout: 1_200_000 }, async () => {
  expect(belowFloor(await playSeeds(101, 200))).toEqual([]);
});
