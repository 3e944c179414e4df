import { describe, expect, test } from 'vitest';
import { lineKinds } from './books/line.ts';
import { judgeMonth, ourWholeBook, wechatBook } from './judge/judge-month.ts';
import { plantedBugs } from './planted-bugs.ts';
import { runMonth } from './run-month.ts';
import { expectMonth } from './script/expect-month.ts';
import { cast } from './script/cast.ts';
import { wholeMonth, writeScript } from './script/write-script.ts';

/** Time to run out of, not to be judged by: other tests run beside this one. */
const patience = 20 * 60_000;

describe('a school month', () => {
  test(
    'INV-20 INV-23 INV-30 INV-31 INV-33 INV-38 INV-40 INV-41 INV-44 INV-98 FAQ 5.7 FAQ 5.8: 300 pupils, 20 school days, 18,000 sales; every sum of script, ledger and API agrees to the fen, per pupil and per day',
    async () => {
      const script = writeScript(wholeMonth);
      const expected = expectMonth(script);
      const evidence = await runMonth(script);
      expect(evidence.deductions.length).toBe(18_000);
      expect(judgeMonth(script, expected, evidence)).toEqual([]);
      expect(evidence.notEnded).toEqual(cast.endedInDebt);
      // Nothing of the script is there in words only.
      for (const book of [expected.lines, wechatBook(evidence), ourWholeBook(evidence)])
        expect(new Set(book.map(({ kind }) => kind))).toEqual(new Set(lineKinds));
      expect(new Set(expected.ends.values())).toEqual(
        new Set(['paid', 'advanced', 'repaid', 'refunded', 'held', 'dead']),
      );
    },
    patience,
  );
});

describe('the judgement of a month', () => {
  const script = writeScript({ days: 5, pupils: 36 });
  const expected = expectMonth(script);

  test(
    'INV-36: says nothing of a week in which every member is read again each night',
    async () => {
      expect(judgeMonth(script, expected, await runMonth(script, { sweep: true }))).toEqual([]);
    },
    patience,
  );

  test.each(Object.entries(plantedBugs))(
    'notices that %s',
    async (_, [words, swap]) => {
      expect(judgeMonth(script, expected, await runMonth(script, { swap })).join('\n')).toMatch(words);
    },
    patience,
  );
});
