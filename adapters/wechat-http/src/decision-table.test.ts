import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionPage, doneOn, told } from '../test/decision-page.ts';
import { paidBody } from '../test/orders.ts';
import { codeRows, errorTypeRows } from './decision-rows.ts';
import { debtRows, stateRows } from './state-rows.ts';

/** Written out by hand from the reference, so that a row that is lost here is missed there. */
const inReference = {
  '§1.4': [
    'PARAM_ERROR',
    'INVALID_REQUEST',
    'SIGN_ERROR',
    'NO_AUTH',
    'NOT_ENOUGH',
    'RESOURCE_NOT_EXISTS',
    'ORDER_NOT_EXIST',
    'RATELIMIT_EXCEEDED',
    'FREQUENCY_LIMITED',
    'SYSTEM_ERROR',
  ],
  '§6.2': ['SUCCESS', 'PAYERROR', 'ACCEPT', 'NOTPAY', 'CLOSED', 'REFUND', 'REVOKED', 'USERPAYING'],
  '§6.3': ['NOT_DEBT', 'DEBT', 'REPAYMENT'],
  '§6.4 codes': [
    'INVALID_REQUEST',
    'ORDER_CLOSED',
    'RESOURCE_ALREADY_EXISTS',
    'ORDER_NOT_EXIST',
    'PARAM_ERROR',
    'SIGN_ERROR',
    'SYSTEM_ERROR',
  ],
  '§6.4 error_type': ['NOTENOUGH', 'NOT_ENOUGH', 'USER_DISABLED', 'NOT_CONTRACTED', 'OVER_LIMIT', 'RISK'],
};
const rowsOf: Readonly<Record<keyof typeof inReference, readonly string[]>> = {
  '§1.4': codeRows.map(({ code }) => code),
  '§6.2': stateRows.map(({ state }) => state),
  '§6.3': debtRows.map(({ debt }) => debt),
  '§6.4 codes': codeRows.map(({ code }) => code),
  '§6.4 error_type': errorTypeRows.map(({ errorType }) => errorType),
};
const done = async (reply: Parameters<typeof told>[0]) => {
  const { send, query } = await told(reply);
  return [doneOn('send', send), doneOn('query', query)];
};

describe('FAQ 2.2: the decision table', () => {
  it.each(Object.keys(inReference) as (keyof typeof inReference)[])('has a row for every word of %s', (section) => {
    expect(inReference[section].filter((word) => !rowsOf[section].includes(word))).toEqual([]);
  });
  it('says of every row what it means and where that is from', () => {
    for (const { means, source } of [...codeRows, ...stateRows, ...errorTypeRows, ...debtRows])
      expect([means, source]).toEqual([expect.stringMatching(/\.$/u), expect.stringMatching(/^§\d/u)]);
  });
  it('is docs/decision-table.md (`--update` writes it anew)', async () => {
    await expect(await decisionPage()).toMatchFileSnapshot(
      join(import.meta.dirname, '../../../docs/decision-table.md'),
    );
  });
  it.each(['SOMETHING_NEW', 'MCH_NOT_EXISTS', 'USERPAYING', 'constructor', '__proto__', ''])(
    'INV-9 a code it does not know (%s): unknown, query, alarm; it never settles, fails or opens a new number',
    async (code) => {
      for (const status of [400, 403, 404, 409, 422])
        expect(await done({ status, body: { code, message: '扣款凭证' } })).toEqual([
          'unknown, query, alarm',
          'query again later, alarm',
        ]);
    },
  );
  it('BAD-28 a trade_state it does not know: unknown, query, alarm', async () => {
    const strange = await done({ body: { ...paidBody, trade_state: 'SOMETHING_NEW' } });
    expect(strange).toEqual(['unknown, query, alarm', 'query again later, alarm']);
  });
  it('BAD-30 an error_type it does not know: unknown, query, alarm; then the state of the verified query decides', async () => {
    const strange = await done({ body: { ...paidBody, trade_state: 'PAYERROR', error_type: 'SOMETHING_NEW' } });
    expect(strange).toEqual(['unknown, query, alarm', 'retry in a window']);
  });
  it('INV-7 INV-11 INV-21 what must never be done at once', async () => {
    expect(await done({ status: 400, body: { code: 'ORDER_CLOSED' } })).toEqual([
      'unknown, query',
      'second query, then a new number',
    ]);
    expect((await done({ status: 400, body: { code: 'RESOURCE_ALREADY_EXISTS' } }))[0]).toBe('unknown, query');
    expect((await done({ status: 400, body: { code: 'INVALID_REQUEST', message: '扣款凭证不合法' } }))[0]).toBe(
      'hold: credential',
    );
  });
});
