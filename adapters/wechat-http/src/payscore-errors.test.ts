import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { doneOn, payscoreErrorsPage, refusal, told } from '../test/payscore-errors-page.ts';
import { payscoreRows } from './payscore-rows.ts';

/** Written out by hand from `payscore-wire.md` §13, so that a row that is lost here is missed there. */
const inReference = [
  'SYSTEM_ERROR',
  'PARAM_ERROR',
  'INVALID_REQUEST',
  'INVALID_ORDER_STATE',
  'ORDER_CANCELED',
  'ORDER_DONE',
  'SIGN_ERROR',
  'NO_AUTH',
  'ORDER_NOT_EXIST',
  'FREQUENCY_LIMITED',
];
const done = async (...reply: Parameters<typeof refusal>) => {
  const { send, query } = await told(refusal(...reply));
  return [doneOn(send), doneOn(query)];
};
const again = 'wait, same bytes again';

describe('the error table of Pay Score', () => {
  it('has a row for every code of §13, and a catch-all of each that has several causes', () => {
    const catchAll = new Set(payscoreRows.filter(({ words }) => words === undefined).map(({ code }) => code));
    expect(inReference.filter((code) => !catchAll.has(code))).toEqual([]);
  });
  it('says of every row what it means and where that is from', () => {
    for (const { means, source } of payscoreRows)
      expect([means, source]).toEqual([expect.stringMatching(/\.$/u), expect.stringMatching(/§\d/u)]);
  });
  it('is docs/payscore-errors.md (`--update` writes it anew)', async () => {
    await expect(await payscoreErrorsPage()).toMatchFileSnapshot(
      join(import.meta.dirname, '../../../docs/payscore-errors.md'),
    );
  });
  it.each(['SOMETHING_NEW', 'USERPAYING', 'constructor', '__proto__', ''])(
    'INV-9 a code it does not know (%s): unknown, query, alarm',
    async (code) => {
      for (const http of ['400', '403', '404', '409', '422'])
        expect(await done(http, code, '单据正在扣款中，请稍后再试')).toEqual([
          'unknown, query, alarm',
          'unknown, query, alarm',
        ]);
    },
  );
  it.each(['PARAM_ERROR', 'INVALID_REQUEST', 'INVALID_ORDER_STATE'])(
    'INV-80 %s while a deduction is running: wait, then the same bytes',
    async (code) => {
      for (const words of ['单据正在扣款中，请稍后再试', '收款结果不明，请稍后重试'])
        expect((await done('400', code, words))[0]).toBe(again);
      const tail = { 'request-id': '08F7C0E2A10610F80218-271316754' };
      expect(doneOn((await told({ ...refusal('400', code, 'busy'), headers: tail })).send)).toBe(again);
    },
  );
  it('the words alone are nothing: without the code they mean nothing', async () => {
    expect((await done('403', 'NO_AUTH', '单据正在扣款中'))[0]).toBe('refused for good');
  });
  it('the same wrong state under three codes: a query decides', async () => {
    expect((await done('400', 'INVALID_REQUEST', '当前订单状态不合法'))[0]).toBe('query decides');
    expect((await done('400', 'INVALID_ORDER_STATE'))[0]).toBe('query decides');
    expect((await done('400', 'PARAM_ERROR', '当前订单状态不满足撤销条件'))[0]).toBe('query decides');
    expect((await done('400', 'PARAM_ERROR', '最终总金额计算非法'))[0]).toBe('refused for good');
    for (const code of ['PARAM_ERROR', 'INVALID_REQUEST'])
      expect((await done('400', code, '订单重入参数校验失败'))[0]).toBe('query decides');
  });
  it.each(['ORDER_NOT_EXIST', 'ORDER_NOT_ EXIST'])('%s, however it is printed: not there', async (code) => {
    expect(await done('404', code, '订单不存在')).toEqual(['not there', 'not there']);
  });
  it('a 404 that no code explains is no "not there"', async () => {
    expect(await done('404', 'NOT_FOUND')).toEqual(['unknown, query, alarm', 'unknown, query, alarm']);
  });
  it('for support the number in the Request-ID stands behind the words', async () => {
    const headers = { 'request-id': '08F7C0E2A10610F80218-271302332' };
    const { send } = await told({ ...refusal('400', 'INVALID_REQUEST', '当前订单状态不合法'), headers });
    expect(send).toEqual(
      E.right({
        type: 'PayscoreRefused',
        next: 'query',
        code: 'INVALID_REQUEST',
        words: '当前订单状态不合法 (271302332: illegal state: still to be confirmed)',
      }),
    );
  });
  it('a query that is refused for our key or a permission says so, for an alarm; words are masked (INV-88)', async () => {
    for (const [http, code] of [
      ['401', 'SIGN_ERROR'],
      ['403', 'NO_AUTH'],
    ] as const)
      expect((await told(refusal(http, code))).query).toMatchObject({ left: { reason: `not-permitted: ${code}` } });
    const { send } = await told(refusal('400', 'PARAM_ERROR', '手机号13800001234不合法'));
    expect(JSON.stringify(send)).not.toContain('13800001234');
  });
});
