import { expect, test } from 'vitest';
import { describeStorage, runStorageBench } from '../bench/storage.ts';

test('pnpm bench storage: every work is done by both sides and comes out as a figure; none is judged here', async () => {
  const rows = await runStorageBench({ rounds: 1, count: 8, groupSizes: [1, 4] });
  expect(rows.map(({ work, groupSize }) => `${work} ${groupSize}`)).toEqual(
    [1, 4].flatMap((size) => ['insert', 'find', 'notice', 'voucher', 'deduction'].map((work) => `${work} ${size}`)),
  );
  for (const { work, oursMicros, rawMicros, oursKb, rawKb } of rows) {
    expect(Math.min(oursMicros, rawMicros)).toBeGreaterThan(0);
    expect(oursKb > 0 && rawKb > 0).toBe(work !== 'find');
  }
  expect(describeStorage(rows).split('\n')).toHaveLength(11);
});
