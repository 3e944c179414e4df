import { describe, expect, test } from 'vitest';
import { describeSummary } from '../bench/print-summary.ts';
import { runBench } from '../bench/run-bench.ts';

/** The benches work and measure what they say; how fast anything is, is not asked here. */
describe.each(['intake', 'deduct'] as const)('pnpm bench %s', (name) => {
  test('all sides do the same work, and every forgery is refused by all (INV-45, INV-54)', async () => {
    const summary = await runBench(name, { rounds: 1, count: 50 });
    expect(summary).toMatchObject({ bench: name, rounds: 1 });
    expect(summary.ours.done).toBeGreaterThan(40);
    const { ours } = summary.forged;
    expect(ours.sent).toBeGreaterThan(0);
    for (const side of ['ours', 'peer', 'bound'] as const) {
      expect(summary[side].done).toBe(summary.ours.done);
      expect(summary.forged[side]).toEqual({ sent: ours.sent, refused: ours.sent });
    }
    expect(ours.sent + summary.ours.done).toBe(50);
    for (const { ratios } of [summary, summary.boundOverPeer, summary.oursOverBound]) expect(ratios).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(describeSummary(summary).split('\n')).toContainEqual(
      expect.stringMatching(/^bound +\d+ +\d+ +[\d.]+ +\d+ +\d+ of \d+$/u),
    );
  });
});
