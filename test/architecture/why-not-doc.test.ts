import { reasonCodes, reasonOfDecline, reasonOfHold, reasons } from '@facepay/domain';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whyNotPage } from '../support/why-not-page.ts';

const path = join(import.meta.dirname, '../../docs/why-not.md');

describe('FAQ Q2 docs/why-not.md', () => {
  test('is what the table of reasons says (`--update` writes it anew)', async () => {
    await expect(whyNotPage()).toMatchFileSnapshot(path);
  });

  test('each reason has a code of its own, two sentences, and a place where it comes from', () => {
    const rows = Object.values(reasons);
    for (const of of ['en', 'zh'] as const) expect(new Set(rows.map((row) => row[of])).size).toBe(rows.length);
    for (const { en, zh, source } of rows)
      expect([/[.。]$/u.test(en), /[\u4e00-\u9fff].*。$/u.test(zh), /FAQ|INV-|BAD-|\.md/u.test(source)]).toEqual([
        true,
        true,
        true,
      ]);
    expect(
      whyNotPage()
        .split('\n')
        .filter((line) => line.startsWith('| `')),
    ).toHaveLength(reasonCodes.length);
  });

  test('every hold and every refusal of WeChat’s has a row that blocks', () => {
    for (const code of [...Object.values(reasonOfHold), ...Object.values(reasonOfDecline)])
      expect([code, reasons[code].kind]).toEqual([code, 'blocks']);
  });
});
