import { describe, expect, test } from 'vitest';
import { type HandOff, handOffFaults } from './hand-off.ts';

const good: HandOff = {
  organizationId: 'O00A1B2Z0123456789',
  outUserId: 'pupil-1',
  profile: { name: '李雷', phone: '13800138000', userType: 'student', classOrPost: '三年二班' },
  organizationName: { said: '第一小学', adopted: '第一小学' },
  identityNumber: '11010119900307457X',
  card: { mode: 'limited-card', given: true },
};
const profile = (change: Partial<HandOff['profile']>): HandOff => ({
  ...good,
  profile: { ...good.profile, ...change },
});
const fields = (handOff: HandOff): readonly string[] => handOffFaults(handOff).map(({ field }) => field);

test('FAQ 1.8, FAQ 1.12: what has all that the mini programs look at passes', () => {
  expect(fields(good)).toEqual([]);
  expect(fields({ organizationId: 'O1', outUserId: 'abc123', profile: good.profile })).toEqual([]);
});

describe('BAD-63 FAQ 1.13: each rule is named, in both languages, and what broke it is not repeated', () => {
  test.each<[string, HandOff]>([
    ['outUserId', { ...good, outUserId: '12345' }],
    ['phone', profile({ phone: '1380013800' })],
    ['phone', profile({ phone: '1380013800x' })],
    ['phone', profile({ phone: '23800138000' })],
    ['identityNumber', { ...good, identityNumber: '1234567' }],
    ['identityNumber', { ...good, identityNumber: '1101 0119 9003' }],
    ['organizationId', { ...good, organizationId: 'X00A1B2Z0123456789' }],
    ['organizationName', { ...good, organizationName: { said: '一小', adopted: '第一小学' } }],
    ['name', profile({ name: ' ' })],
    ['bankCard', { ...good, card: { mode: 'preferred-card', given: false } }],
  ])('%s', (field, handOff) => {
    expect(handOffFaults(handOff)).toEqual([
      {
        field,
        rule: expect.stringMatching(/^\P{Script=Han}*(?:三年二班)?$/u),
        ruleZh: expect.stringMatching(/\p{Script=Han}/u),
      },
    ]);
  });

  test.each(['班', ' ', '无', '--', '年级', '暂无', 'N/A', '１'])('FAQ 1.12: "%s" is no whole class', (classOrPost) => {
    expect(fields(profile({ classOrPost }))).toEqual(['classOrPost']);
  });
  test.each(['三年二班', '19届2班', '高一3班', '小班', '3-2', '后勤', 'Grade 7A'])(
    'FAQ 1.12: "%s" is one',
    (classOrPost) => {
      expect(fields(profile({ classOrPost }))).toEqual([]);
    },
  );
});

test('FAQ 2.3: any card needs none, both card modes need one', () => {
  const modes = ['any-card', 'limited-card', 'preferred-card'] as const;
  const without = modes.map((mode) => fields({ ...good, card: { mode, given: false } }));
  expect(without).toEqual([[], ['bankCard'], ['bankCard']]);
});
