import type { Fen, NumberedEvent, OutUserId } from '@facepay/domain';
import { describe, expect, test } from 'vitest';
import { eventPayload } from './event-payload.ts';
import { personTexts } from './person-texts.ts';

const kinds = Object.keys(personTexts) as (keyof typeof personTexts)[];
const event = (notice: (typeof kinds)[number], amount?: number): NumberedEvent => ({
  key: 'k',
  organization: 'O1' as NumberedEvent['organization'],
  subject: { kind: 'deduction', id: 'd1' },
  at: 0 as NumberedEvent['at'],
  position: 1,
  body: {
    type: 'PersonNotified',
    notice,
    outUserId: 'pupil-0001' as OutUserId,
    ...(amount === undefined ? {} : { amount: amount as Fen }),
  },
});

describe('FAQ Q2: the words for people', () => {
  test.each(kinds)('%s has both languages, calls nobody a debtor, and never says 欠款', (kind) => {
    const { zh, en } = personTexts[kind];
    expect(zh).toMatch(/\p{Script=Han}{6}/u);
    expect(en).toMatch(/^[\u0020-\u007e]{20,}$/u);
    expect(`${zh}${en}`).not.toMatch(/欠|债|逾期|催|拖|owe|debt|overdue|arrears|default/iu);
    expect(zh.includes('{amount}')).toBe(en.includes('{amount}'));
  });

  test('a sale that is not paid yet is 订单延迟扣款', () => {
    expect(personTexts['deduction-delayed'].zh).toMatch(/^订单延迟扣款/u);
  });

  test('amounts are in yuan to the fen, and nothing is left to fill in', () => {
    for (const [fen, yuan] of [
      [1205, '12.05'],
      [9, '0.09'],
      [10_000, '100.00'],
    ] as const) {
      const { data } = eventPayload(event('deduction-delayed', fen));
      expect(data).toMatchObject({ notice: 'deduction-delayed', outUserId: 'pupil-0001', amountFen: fen });
      for (const text of [data['textZh'], data['textEn']]) expect(text).toContain(` ${yuan} `.trim());
    }
    for (const kind of kinds) {
      const { data } = eventPayload(event(kind, 1));
      expect([data['textZh'], data['textEn']].join(' ')).not.toMatch(/[{}]/u);
    }
  });
});
