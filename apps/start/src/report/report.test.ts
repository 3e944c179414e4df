import { describe, expect, test } from 'vitest';
import { pupils } from '../cast/cast.ts';
import type { Line } from '../judge/line.ts';
import { words } from '../judge/words.ts';
import type { Scene } from '../lunch/scene.ts';
import { displayWidth } from './display-width.ts';
import { createProgress } from './progress.ts';
import type { Screen } from './screen.ts';
import { summaryOf } from './summary.ts';
import { tableOf } from './table.ts';

const scene: Scene = { title: 'Everyday', story: 'Somebody eats. '.repeat(20).trim(), acts: [] };
const lines = Object.keys(words).map((became, index): Line => {
  const pupil = pupils[index];
  return {
    meal: { ...(pupil === undefined ? {} : { pupil }), counter: 1, amountFen: 10_000, expect: 'paid' },
    scene: 'Everyday',
    shows: `tail 1234: ${pupil?.name ?? ''}`,
    outcome: 'sold',
    became,
    deduction: {
      deductionId: 'd1',
      state: 'paid',
      amountFen: 10_000,
      voucherId: 'terminal-1/1/1',
      deductionNo: 'F6902b92aba75273b46ed08571ecd01',
      outUserId: 'pupil-0001',
      saleAt: '',
      receivedAt: '',
      attemptsTotal: 1,
      events: [],
    },
  };
});

/** A screen that remembers what was written. */
const screenOf = (width: number, live = false): Screen & { readonly text: () => string } => {
  let text = '';
  return { width, live, write: (more) => void (text += more), paint: (_, plain) => plain, text: () => text };
};

describe('the report', () => {
  test.each([80, 120])('fits a screen of %i columns', (width) => {
    const screen = screenOf(width);
    const report = `${tableOf(lines, [scene], screen)}\n${summaryOf(lines, screen)}`.split('\n');
    expect(report.filter((line) => displayWidth(line) > width)).toEqual([]);
    expect(report.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  test('shows the number at WeChat where there is room for it, and the word for every meal always', () => {
    const [narrow, wide] = [80, 120].map((width) => tableOf(lines, [scene], screenOf(width)));
    expect([narrow, wide].map((table) => table?.includes('F6902b92aba75273b46ed08571ecd01'))).toEqual([false, true]);
    for (const { became } of lines) expect(narrow?.split('\n').some((line) => line.endsWith(`  ${became}`))).toBe(true);
  });

  test('the summary counts and sums every word, and all of them together', () => {
    const summary = summaryOf(lines, screenOf(80));
    expect(summary).toMatch(/^paid +1 +100\.00 {2}\S/mu);
    expect(summary).toMatch(new RegExp(`^together +${lines.length} +1,\\d00\\.00$`, 'mu'));
  });
});

describe('progress', () => {
  test('a terminal gets one line that is written over, and lines that stay', () => {
    const screen = screenOf(80, true);
    const progress = createProgress(screen);
    progress.count('served', 1, 4);
    progress.count('served', 1, 4);
    progress.tell('11:40  lunch');
    progress.done();
    const again = '\r\u001b[2K██████░░░░░░░░░░░░░░░░░░  served 1 of 4';
    expect(screen.text()).toBe(`${again}\r\u001b[2K11:40  lunch\n${again}\r\u001b[2K`);
  });

  test('a pipe gets whole lines only, and no control characters', () => {
    const screen = screenOf(80);
    const progress = createProgress(screen);
    progress.count('served', 1, 2);
    progress.count('served', 2, 2);
    progress.tell('11:40  lunch');
    progress.done();
    expect(screen.text()).toBe('       served 2 of 2\n11:40  lunch\n');
  });
});
