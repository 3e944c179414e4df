import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { firstOfSwarm } from '../plan/swarm.ts';
import { readSimOptions } from './sim-options.ts';

const taskOf = (...argv: readonly string[]): unknown => {
  const read = readSimOptions(argv);
  return E.isRight(read) ? read.right.task : read.left;
};

describe('the options of `pnpm sim`', () => {
  test('nothing given: two hundred seeds, from 1 on', () => {
    expect(readSimOptions([])).toEqual(
      E.right({ task: { type: 'seeds', from: 1, until: { count: 200 } }, storage: 'memory', json: false }),
    );
  });

  test('one seed alone, or the first of many', () => {
    expect(taskOf('--seed', '7')).toEqual({ type: 'seeds', from: 7, until: { count: 1 } });
    expect(taskOf('--seed', '7', '--days', '2.5')).toEqual({ type: 'seeds', from: 7, until: { days: 2.5 } });
    expect(taskOf('--from', '3', '--count', '4')).toEqual({ type: 'seeds', from: 3, until: { count: 4 } });
  });

  test('by time or by school-days the mix is played', () => {
    expect(taskOf('--seconds', '60')).toEqual({ type: 'seeds', from: firstOfSwarm, until: { seconds: 60 } });
    expect(taskOf('--days', '5')).toEqual({ type: 'seeds', from: firstOfSwarm, until: { days: 5 } });
  });

  test('a plan, and the planted bugs', () => {
    expect(taskOf('--plan', 'a.plan.json')).toEqual({ type: 'plan', file: 'a.plan.json' });
    expect(taskOf('--mutants', '--count', '50')).toEqual({ type: 'mutants', seeds: 50 });
  });

  test.each([
    [['--sead', '7'], "Unknown option '--sead'"],
    [['seven'], "Unexpected argument 'seven'"],
    [['--seed'], "Option '--seed <value>' argument missing"],
    [['--seed', '7x'], '--seed is a whole number from 0 on, not "7x"'],
    [['--seed', '9007199254740993'], '--seed is a whole number from 0 on, not "9007199254740993"'],
    [['--count', '0'], '--count is a whole number from 1 on, not "0"'],
    [['--days', '0'], '--days is a number above 0, not "0"'],
    [['--seconds', 'Infinity'], '--seconds is a number above 0, not "Infinity"'],
    [['--storage', 'postgres'], '--storage is model or sqlite, not "postgres"'],
    [['--plan', 'x', '--seed', '1'], '--plan plays one plan; --seed does not go with it'],
    [['--plan', 'x', '--mutants'], '--plan plays one plan; --mutants does not go with it'],
    [['--mutants', '--seed', '1'], '--mutants goes through the seeds from 1 on; --seed does not go with it'],
    [['--seed', '1', '--from', '1'], '--seed and --from both say where to begin; give one'],
  ])('%j is refused in a sentence', (argv, sentence) => {
    expect(readSimOptions(argv)).toEqual(E.left(sentence));
  });
});
