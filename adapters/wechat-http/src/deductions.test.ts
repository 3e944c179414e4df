import type { DeductionAnswer } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFakeGateway, type Reply, type Signing, wrongSignings } from '../test/fake-gateway.ts';
import { order, paidBody, request } from '../test/orders.ts';
import { errorTypeRows } from './decision-rows.ts';

const ask = async (reply: Reply, how: 'send' | 'query' = 'send') => {
  const { wechat, ...gateway } = openFakeGateway();
  gateway.reply(() => reply);
  const { deductions } = wechat;
  return how === 'send' ? deductions.send(order, deductions.prepare(request))() : deductions.query(order)();
};
const answered = (answer: DeductionAnswer) => E.right(answer);
const unknown = (reason?: string) =>
  E.left(expect.objectContaining({ type: 'WechatUnknown', ...(reason !== undefined && { reason }) }));
const paid = {
  type: 'Settled',
  no: order.no,
  amount: order.amount,
  paidAt: Date.parse('2027-01-15T16:00:00+08:00'),
  transactionId: paidBody.transaction_id,
  debt: 'none',
};

describe.each(['send', 'query'] as const)('an answer to %s', (how) => {
  it('settles when it is signed, says SUCCESS and is about this order', async () => {
    expect(await ask({ body: paidBody }, how)).toEqual(E.right(paid));
  });
  it.each([
    ['DEBT', { debt_state: 'DEBT' }, 'open'],
    ['REPAYMENT', { debt_state: 'REPAYMENT', repayment_transaction_id: 'R1' }, 'repaid'],
    ['bank type BPA alone', { debt_state: undefined, bank_type: 'BPA' }, 'open'],
    ['no debt state', { debt_state: undefined }, 'none'],
    ['REFUND', { trade_state: 'REFUND' }, 'none'],
  ])('settles with %s', async (_, change, debt) => {
    expect(await ask({ body: { ...paidBody, ...change } }, how)).toMatchObject(E.right({ type: 'Settled', debt }));
  });
  it('BAD-27 without signature headers is unknown', async () => {
    expect(await ask({ body: paidBody, signing: 'unsigned' }, how)).toEqual(unknown('HeaderMissing'));
  });
  it('BAD-28 FAQ 2.2 without trade_state is unknown, an unknown one is not understood', async () => {
    expect(await ask({ body: { ...paidBody, trade_state: undefined } }, how)).toEqual(unknown('trade_state missing'));
    for (const state of ['PAY_BACK', 'REVOKED', 'constructor'])
      expect(await ask({ body: { ...paidBody, trade_state: state } }, how)).toEqual(
        answered({ type: 'NotUnderstood', word: `trade_state ${state}` }),
      );
  });
  it.each([
    ['out_trade_no', { out_trade_no: 'F0123456789abcdef0123456789ab02' }],
    ['out_trade_no', { out_trade_no: undefined }],
    ['amount.total', { amount: { total: 1201, currency: 'CNY' } }],
    ['amount.currency', { amount: { total: 1200, currency: 'USD' } }],
    ['amount.currency', { amount: { total: 1200 } }],
    ['sp_mchid', { sp_mchid: '1900000002' }],
    ['sub_mchid', { sub_mchid: '1600000002' }],
  ])('BAD-29 SUCCESS with another %s is a mismatch and unknown', async (name, change) => {
    expect(await ask({ body: { ...paidBody, ...change } }, how)).toEqual(unknown(`mismatch: ${name}`));
  });
  it('SUCCESS without its time or number is unknown', async () => {
    expect(await ask({ body: { ...paidBody, success_time: undefined } }, how)).toEqual(unknown('success_time missing'));
    expect(await ask({ body: { ...paidBody, success_time: 'today' } }, how)).toEqual(unknown('success_time missing'));
    expect(await ask({ body: { ...paidBody, transaction_id: undefined } }, how)).toEqual(
      unknown('transaction_id missing'),
    );
  });
  it.each(errorTypeRows)('BAD-30 PAYERROR "$errorType" is declined: $cause', async ({ errorType, cause }) => {
    const body = { ...paidBody, trade_state: 'PAYERROR', error_type: errorType, success_time: undefined };
    expect(await ask({ body }, how)).toEqual(E.right({ type: 'Declined', cause, code: errorType }));
  });
  it.each(['SOMETHING_NEW', 'constructor'])(
    'FAQ 2.2 PAYERROR %s: not understood, then the query decides',
    async (code) => {
      const body = { ...paidBody, trade_state: 'PAYERROR', error_type: code, success_time: undefined };
      expect(await ask({ body }, how)).toEqual(
        answered(
          how === 'send'
            ? { type: 'NotUnderstood', word: `error_type ${code}` }
            : { type: 'Declined', cause: 'other', code },
        ),
      );
    },
  );
  it('a PAYERROR of another order is unknown', async () => {
    const body = { ...paidBody, trade_state: 'PAYERROR', out_trade_no: 'F0123456789abcdef0123456789ab02' };
    expect(await ask({ body }, how)).toEqual(unknown('mismatch: out_trade_no'));
  });
  it.each(['ACCEPT', 'NOTPAY', 'USERPAYING'])('%s is under way', async (state) => {
    expect(await ask({ body: { ...paidBody, trade_state: state } }, how)).toEqual(
      answered({ type: 'UnderWay', state }),
    );
  });
  it('BAD-31 a redirect is unknown', async () => {
    expect(await ask({ status: 302, headers: { location: 'https://elsewhere.example/' } }, how)).toEqual(
      unknown('status 302'),
    );
  });
  it.each([
    ['an own __proto__', '{"__proto__":{"trade_state":"SUCCESS"}}', 'unreadable: KeyForbidden'],
    ['1e400', '{"amount":{"total":1e400}}', 'unreadable: NumberNotFinite'],
    ['a lone surrogate', '{"out_trade_no":"\\ud800"}', 'unreadable: LoneSurrogate'],
    ['depth 10,000', '['.repeat(10_000), 'unreadable: TooDeep'],
    ['half a body', JSON.stringify(paidBody).slice(0, 80), 'unreadable: SyntaxWrong'],
    ['no body', '', 'unreadable: SyntaxWrong'],
  ])('BAD-33 %s is unknown', async (_, body, reason) => {
    expect(await ask({ body }, how)).toEqual(unknown(reason));
  });
  it.each(['"1200"', '1200.5', '-1', '9007199254740993', 'null'])(
    'BAD-34 a total of %s is a mismatch',
    async (total) => {
      const body = JSON.stringify(paidBody).replace('"total":1200', `"total":${total}`);
      expect(await ask({ body }, how)).toEqual(
        E.left(
          expect.objectContaining({ type: 'WechatUnknown', reason: expect.stringMatching(/^mismatch: .*total/u) }),
        ),
      );
    },
  );
  it.each([500, 502, 503])('INV-9 %s is unknown, however it is signed', async (status) => {
    expect(await ask({ status, body: { code: 'SYSTEM_ERROR' } }, how)).toEqual(unknown('server error'));
  });
});

const refusals: readonly (readonly [
  string,
  string,
  number,
  DeductionAnswer['type'],
  DeductionAnswer['type'] | undefined,
])[] = [
  ['RESOURCE_ALREADY_EXISTS', '订单已支付', 400, 'AlreadyPaid', undefined],
  ['ORDER_CLOSED', '订单已关闭', 400, 'Closed', 'Closed'],
  ['ORDER_NOT_EXIST', '', 404, 'Refused', 'NotFound'],
  ['RESOURCE_NOT_EXISTS', '', 404, 'Refused', 'NotFound'],
  ['NOT_ENOUGH', '', 403, 'Declined', undefined],
  ['INVALID_REQUEST', '扣款凭证不合法', 400, 'CredentialRefused', undefined],
  ['INVALID_REQUEST', '参数内容和扣款凭证内容不一致，mch_id', 400, 'CredentialRefused', undefined],
  ['INVALID_REQUEST', '相同商户订单号的请求参数不一致', 400, 'Refused', undefined],
  ['PARAM_ERROR', '请求的参数错误', 400, 'Refused', undefined],
  ['SIGN_ERROR', '验签失败', 401, 'Refused', undefined],
  ['NO_AUTH', '', 403, 'Refused', undefined],
  ['SOMETHING_NEW', '某种新情况', 400, 'NotUnderstood', 'NotUnderstood'],
];
describe.each(refusals)('a verified refusal %s %s', (code, message, status, onSend, onQuery) => {
  it(`answers ${onSend} to send`, async () => {
    expect(await ask({ status, body: { code, message } })).toMatchObject(E.right({ type: onSend }));
  });
  it(`answers ${onQuery ?? 'nothing'} to query`, async () => {
    const told = await ask({ status, body: { code, message } }, 'query');
    const trace = { httpStatus: status, code, message, requestId: 'REQ-1' };
    const nothing = E.left({ type: 'WechatRefused', reason: code, trace });
    expect(told).toMatchObject(onQuery === undefined ? nothing : E.right({ type: onQuery }));
  });
  it.each(wrongSignings)('%s, it keeps the outcome unknown', async (signing) => {
    expect(await ask({ status, body: { code, message }, signing })).toEqual(unknown());
  });
});

describe('申请扣款', () => {
  it('INV-6 the same request gives the same bytes, with what WeChat needs and nothing else', () => {
    const { deductions } = openFakeGateway().wechat;
    expect(deductions.prepare(request)).toBe(deductions.prepare({ ...request }));
    expect(deductions.prepare(request)).toBe(
      `{"auth_code":"${request.credential}","sp_appid":"wx0123456789abcdef","sp_mchid":"1900000001",` +
        `"sub_mchid":"1600000001","amount":{"total":1200,"currency":"CNY"},"scene_info":{"device_ip":"10.0.0.7"},` +
        `"description":"午餐","out_trade_no":"${order.no}",` +
        `"business":{"business_product_id":2,"business_scene_id":3}}`,
    );
  });
  it('keeps characters of four bytes out of the description', () => {
    const { deductions } = openFakeGateway().wechat;
    const body: unknown = JSON.parse(deductions.prepare({ ...request, description: '午餐🍚\ud83d' }));
    expect(body).toMatchObject({ description: '午餐\ufffd' });
  });
  it('INV-9 "too fast" leaves a deduction unknown and a query unavailable', async () => {
    expect(await ask({ status: 429, body: { code: 'RATELIMIT_EXCEEDED' } })).toEqual(unknown('too fast'));
    expect(await ask({ status: 429 }, 'query')).toMatchObject(E.left({ type: 'WechatUnavailable' }));
  });
});

describe('properties', () => {
  it('INV-54 whatever the status and the body: without its signature an answer is unknown', async () => {
    const signing = fc.constantFrom<Signing>(...wrongSignings);
    const status = fc.constantFrom(200, 204, 400, 401, 403, 404);
    const body = fc.oneof(
      fc.constant<object>(paidBody),
      fc.constantFrom(...refusals).map(([code, message]) => ({ code, message })),
    );
    const how = fc.constantFrom<'send' | 'query'>('send', 'query');
    await fc.assert(
      fc.asyncProperty(signing, status, body, how, async (signature, code, content, call) => {
        expect(await ask({ status: code, body: content, signing: signature }, call)).toEqual(unknown());
      }),
    );
  });
  it('INV-10 a change of any of the five compared members never settles', async () => {
    const change = fc.oneof(
      fc.record({ out_trade_no: fc.option(fc.string(), { nil: undefined }) }),
      fc.record({ sp_mchid: fc.string() }),
      fc.record({ sub_mchid: fc.string() }),
      fc.record({
        amount: fc.record({ total: fc.oneof(fc.integer(), fc.double(), fc.string()), currency: fc.constant('CNY') }),
      }),
      fc.record({ amount: fc.record({ total: fc.constant(1200), currency: fc.string() }) }),
      fc.record({ amount: fc.constant(undefined) }),
    );
    await fc.assert(
      fc.asyncProperty(change, async (changed) => {
        const body = { ...paidBody, ...changed };
        fc.pre(JSON.stringify(body) !== JSON.stringify(paidBody));
        expect(await ask({ body }, 'query')).toEqual(unknown());
      }),
    );
  });
  it('INV-10 nothing but SUCCESS or REFUND ever settles, with HTTP 200 and a good signature', async () => {
    const state = fc.oneof(
      fc.string(),
      fc.constantFrom('PAYERROR', 'CLOSED', 'ACCEPT', 'NOTPAY', 'success', 'SUCCESS '),
    );
    await fc.assert(
      fc.asyncProperty(state, async (tradeState) => {
        fc.pre(tradeState !== 'SUCCESS' && tradeState !== 'REFUND');
        const told = await ask({ body: { ...paidBody, trade_state: tradeState } });
        expect(E.isRight(told) && told.right.type === 'Settled').toBe(false);
      }),
    );
  });
  it('INV-9 any bytes under a good signature: a value, never an exception, and settled only by the paid order', async () => {
    const json = fc.json().map((text) => new TextEncoder().encode(text));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), json), async (body) => {
        const told = await ask({ body });
        expect(told).toEqual(unknown());
      }),
    );
  });
});
