import { type Claimed, Instant, type OrganizationId } from '@facepay/domain';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';
import { createWorker } from './worker.ts';

const nothing = () => TE.right(undefined);
const claimed = (at: number): Claimed => ({ organization: 'O1' as OrganizationId, key: `d${at}`, fence: 1 });

/** A worker with far more to do than it may; WeChat answers as it is told to. */
const openWorker = (due: number) => {
  let now = Instant.of(1_000_000);
  let answer: object = { status: 'paid', queries: 0 };
  let [left, begun] = [due, 0];
  const worker = createWorker({
    useCases: {
      progressDeduction: () => {
        begun += 1;
        return TE.right(answer as never);
      },
      progressRefund: nothing as never,
      progressTask: nothing as never,
      applyNotice: nothing as never,
      relayEvents: () => TE.right(0),
    },
    dueWork: {
      claim: (queue, _, __, countMax) => {
        const count = queue === 'deduction' ? Math.min(left, countMax) : 0;
        left -= count;
        return TE.right(Array.from({ length: count }, (___, at) => claimed(at)));
      },
    },
    clock: { now: () => now },
    logger: { info: () => undefined, warn: () => undefined },
    holder: 'w1',
    pace: createPace({ perSecondMax: 40, perSecondAfterOutage: 5 }, () => 0),
  });
  /** Ten rounds in a second; returns how many began. */
  const second = async (): Promise<number> => {
    const before = begun;
    for (let round = 0; round < 10; round += 1) {
      await worker.round();
      now = Instant.of(now + 100);
    }
    return begun - before;
  };
  return { second, say: (next: object) => void (answer = next) };
};

test('INV-34 a flood never passes the rate; an outage and 429 lower it; what goes well raises it again', async () => {
  const { second, say } = openWorker(10_000);
  expect([await second(), await second()]).toEqual([40, 40]);
  say({ status: 'unknown', reason: 'timeout', queries: 0 });
  await second();
  expect([await second(), await second()]).toEqual([5, 5]);
  say({ status: 'paid', queries: 0 });
  const raised = [await second(), await second(), await second(), await second(), await second()];
  expect(raised.at(-1)).toBe(40);
  for (const [at, count] of raised.entries()) expect(count).toBeLessThanOrEqual(2 * (raised[at - 1] ?? 5));
  say({ status: 'unknown', reason: 'too fast', queries: 0 });
  await second();
  expect(await second()).toBeLessThanOrEqual(20);
});
