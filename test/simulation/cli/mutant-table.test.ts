import { expect, test } from 'vitest';
import type { Prey } from './hunt.ts';
import { mutantTable, scoreOf } from './mutant-table.ts';

const killedBy = (name: string, invariant: string, played: number): Prey => ({
  name,
  noticedBy: ['INV-1'],
  isPicky: name === 'picky',
  played,
  seconds: 1,
  killer: { seed: 10 * played, invariant, words: '' },
});

test('who was killed by whom, after how many seeds, and who lives', () => {
  const alive: Prey = { name: 'alive', noticedBy: ['INV-1'], isPicky: false, played: 2000, seconds: 1 };
  const prey = [
    killedBy('quick', 'INV-1', 1),
    killedBy('picky', 'INV-1', 3),
    killedBy('slow', 'INV-1', 90),
    killedBy('by chance', 'INV-2', 2),
    alive,
  ];
  expect(scoreOf(prey)).toEqual({ killed: 3, alive: ['alive'], byChance: ['by chance'], median: 3, worst: 90 });
  expect(mutantTable(prey).split('\n')).toEqual([
    '  quick      INV-1    1 seed (seed 10)',
    '  picky      INV-1    3 seeds of those that could show it (seed 30)',
    '  slow       INV-1    90 seeds (seed 900)',
    '  by chance  INV-2, which is not among INV-1 2 seeds (seed 20)',
    '  alive      ALIVE after 2000 seeds',
  ]);
});
