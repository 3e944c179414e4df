import { describe, expect, test } from 'vitest';
import { findMiniProgramRefusals, miniProgramRefusals } from './index.ts';

const codes = (text: string): readonly string[] =>
  findMiniProgramRefusals(miniProgramRefusals, text).map(({ code }) => code);

describe('what a parent reads out leads to its causes', () => {
  test.each([
    ['FAQ 1.12', '采集人脸提示系统繁忙', ['identity-wrong', 'token-unknown', 'parameter-wrong']],
    ['FAQ 1.13', '网络异常', ['out-user-id-short', 'phone-illegal', 'identity-short']],
    ['FAQ 1.15', '采集人脸拍照无反应', ['camera-off-ios', 'camera-off-android']],
    ['FAQ 1.16', '无法调起刷脸组件', ['component-missing']],
    ['FAQ 1.23', '提示登录态过期', ['token-of-another']],
    ['FAQ 1.23', '同一个微信无法签约同名用户', ['same-name']],
    ['FAQ 1.21', '未签约', ['not-signed']],
    [
      'k12-wire.md §4',
      '无法创建用户',
      ['phone-short', 'class-wrong', 'school-differs', 'token-expired', 'type-differs'],
    ],
    ['k12-wire.md §4', '无法创建用户：token 超过5分钟', ['token-expired']],
  ])('%s: %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
  test('words nobody knows lead to nothing, no words to everything', () => {
    expect(codes('今天天气很好')).toEqual([]);
    expect(codes(' ')).toHaveLength(miniProgramRefusals.length);
  });
  test('each row has a code of its own, a cause and a remedy in both languages', () => {
    expect(new Set(miniProgramRefusals.map(({ code }) => code)).size).toBe(miniProgramRefusals.length);
    for (const { cause, remedy, causeZh, remedyZh } of miniProgramRefusals) {
      expect(`${cause} ${remedy}`).not.toMatch(/\p{Script=Han}/u);
      for (const text of [causeZh, remedyZh]) expect(text).toMatch(/\p{Script=Han}/u);
    }
  });
});
