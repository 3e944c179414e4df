import { describe, expect, test } from 'vitest';
import { describeSummary } from '../bench/print-summary.ts';
import { runBench } from '../bench/run-bench.ts';

/** The benches work and measure what they say; how fast anything is, is not asked here. */
describe.each(['intake', 'deduct'] as const)('pnpm bench %s', (name) => {
  test('both sides do the same work, and every forgery is refused by both (INV-45, INV-54)', async () => {
    const summary = await runBench(name, { rounds: 1, count: 50 });
    expect(summary).toMatchObject({ bench: name, rounds: 1 });
    expect(summary.ours.done).toBeGreaterThan(40);
    expect(summary.peer.done).toBe(summary.ours.done);
    const { ours, peer } = summary.forged;
    expect(ours.sent).toBeGreaterThan(0);
    expect(ours).toEqual({ sent: peer.sent, refused: peer.sent });
    expect(peer.refused).toBe(peer.sent);
    expect(ours.sent + summary.ours.done).toBe(50);
    expect(summary.ratios).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(describeSummary(summary).split('\n')).toContainEqual(
      expect.stringMatching(/^peer +\d+ +\d+ +[\d.]+ +\d+ +\d+ of \d+$/u),
    );
  });
});
