import { Fen, minute } from '@facepay/domain';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyStorm, playStorm, refundBugs, type StormStep } from '../support/refund-storm.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must } from '../support/server-world.ts';

let classroom: Classroom;
beforeAll(async () => {
  // Many meals of one pupil on one day: the platform's limit is not what is tested here.
  classroom = await openClassroom({ settings: { userDayMaxFen: 10_000_000 } });
  await classroom.world.school.fund(classroom.pupil.outUserId, must(Fen.of(10_000_000)), false);
  return classroom.world.close;
});

const storms = (play: (steps: readonly StormStep[]) => Promise<readonly string[]>) =>
  fc.asyncProperty(anyStorm, async (steps) => {
    expect(await play(steps)).toEqual([]);
  });

describe('INV-30 refunds against the money truth, whatever is lost, doubled or dies', () => {
  it('no fen above what was paid, no number twice, and in the end both sides say the same', async () => {
    await fc.assert(
      storms((steps) => playStorm(classroom, steps)),
      { numRuns: 15, seed: 20_260_901, endOnFailure: true },
    );
    expect(await classroom.world.school.refundedFen()).toBeGreaterThan(0);
  });

  it.each(Object.entries(refundBugs))('%s: is noticed', async (_, bug) => {
    const asked: readonly StormStep[] = [
      { type: 'ask', n: 0, amount: 600 },
      { type: 'fault', kind: 'lose-reply' },
      { type: 'work', how: 'once' },
      { type: 'pass', ms: minute },
    ];
    expect(await playStorm(classroom, asked)).toEqual([]);
    expect(await playStorm(classroom, asked, bug)).not.toEqual([]);
  });
});
