import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { AuthinfoBody } from './authinfo.ts';
import { ContractBody } from './contract.ts';
import { decodeBody, decodeWire } from './decode.ts';
import { ErrorBody } from './error-body.ts';
import { FaceUserBody } from './face-user.ts';
import { FenAmount } from './fen-amount.ts';
import { TransactionRequest, buildTransactionBody } from './transaction-request.ts';
import { TransactionBody } from './transaction.ts';
import { UserStateNotice } from './user-state-notice.ts';

const request: TransactionRequest = {
  auth_code: 'a+b/c==',
  sp_appid: 'wx0000000000000001',
  sp_mchid: '1900000001',
  sub_mchid: '1900000109',
  amount: { total: 1250, currency: 'CNY' },
  scene_info: { device_ip: '10.0.0.8' },
  description: '午餐',
  out_trade_no: 'M20220901114200001',
  business: { business_product_id: 2, business_scene_id: 3 },
};
/** The worked example of k12-wire.md §9. */
const advanced = {
  sp_appid: 'wx0000000000000001',
  sp_mchid: '1900000001',
  sub_mchid: '1900000109',
  payer: { sp_openid: 'oEXAMPLEsp' },
  amount: { total: 1250, currency: 'CNY' },
  scene_info: { device_ip: '10.0.0.8' },
  bank_type: 'BPA',
  trade_type: 'AUTH',
  trade_state: 'SUCCESS',
  debt_state: 'DEBT',
  description: 'lunch',
  attach: 'line-3',
  success_time: '2022-09-01T11:42:07+08:00',
  transaction_id: '4200000000202209010000000001',
  out_trade_no: 'M20220901114200001',
};

describe('amounts', () => {
  it.each([0, 1, 1250, Number.MAX_SAFE_INTEGER])('%d fen is an amount', (total) => {
    expect(decodeWire(FenAmount)(total)).toEqual(E.right(total));
  });

  it.each(['"100"', '100.5', '-1', '9007199254740993', 'null', 'true', '[1]', '{}'])(
    'BAD-34: total %s fails request and order body alike',
    (total) => {
      const swap = (body: object) => JSON.stringify(body).replace('"total":1250', `"total":${total}`);
      expect(decodeBody(TransactionBody)(swap(advanced))).toMatchObject({ left: { type: 'WireMismatch' } });
      expect(decodeBody(TransactionRequest)(swap(request))).toMatchObject({ left: { type: 'WireMismatch' } });
    },
  );
});

describe('tolerance', () => {
  it('reads the worked example', () => {
    expect(decodeWire(TransactionBody)(advanced)).toEqual(E.right(advanced));
  });

  it('lets unknown enum values through and drops unknown members', () => {
    const decoded = decodeWire(TransactionBody)({ ...advanced, trade_state: 'NEW_STATE', surprise: { a: 1 } });
    expect(decoded).toEqual(E.right({ ...advanced, trade_state: 'NEW_STATE' }));
  });

  it('reads null and missing optional members alike', () => {
    const decoded = decodeWire(TransactionBody)({ ...advanced, payer: null, attach: null, amount: null });
    expect(decoded).toMatchObject({ right: { payer: undefined, attach: undefined, amount: undefined } });
    expect(decodeWire(AuthinfoBody)({ authinfo: 'x', expires_in: null })).toMatchObject({ right: { authinfo: 'x' } });
    expect(decodeWire(AuthinfoBody)({ authinfo: 'x', expires_in: 3600 })).toMatchObject({
      right: { expires_in: 3600 },
    });
  });

  it('reads user_id and use_id, and prefers the former', () => {
    const contract = { contract_id: 'CI1', organization_id: 'O1', contract_state: 'CONTRACTED' };
    expect(decodeWire(ContractBody)({ ...contract, use_id: 'FU1' })).toEqual(E.right({ ...contract, user_id: 'FU1' }));
    expect(decodeWire(FaceUserBody)({ use_id: 'FU1', user_id: 'FU2' })).toEqual(E.right({ user_id: 'FU2' }));
    expect(decodeWire(FaceUserBody)({ use_id: 'FU1', user_id: null })).toEqual(E.right({ user_id: 'FU1' }));
    const notice = { use_id: 'FU1', out_user_id: 'stu-1', organization_id: 'O1' };
    expect(decodeWire(UserStateNotice)(notice)).toMatchObject({ right: { user_id: 'FU1' } });
  });

  it.each([
    ['STUDENT', 'STUDENT'],
    ['STAFF', 'STAFF'],
    ['STUFF', 'STAFF'],
    ['VISITOR', 'VISITOR'],
  ])('reads user_type %s as %s', (wire, read) => {
    expect(decodeWire(FaceUserBody)({ user_type: wire })).toEqual(E.right({ user_type: read }));
  });

  it('reads an error body with or without detail', () => {
    const detail = { field: '/amount', value: '', issue: 'x', location: 'body' };
    expect(decodeWire(ErrorBody)({ code: 'PARAM_ERROR' })).toMatchObject({ right: { code: 'PARAM_ERROR' } });
    expect(decodeWire(ErrorBody)({ code: 'A', message: 'm', detail })).toEqual(
      E.right({ code: 'A', message: 'm', detail }),
    );
    expect(decodeWire(ErrorBody)({ message: 'm' })).toEqual(
      E.left({ type: 'WireMismatch', paths: [expect.any(String)] }),
    );
  });

  it('INV-88: a mismatch names paths, not values', () => {
    const result = decodeWire(TransactionRequest)({ ...request, auth_code: { canary: 'c4n4ry' } });
    expect(JSON.stringify(result)).toContain('auth_code');
    expect(JSON.stringify(result)).not.toContain('c4n4ry');
  });

  it('INV-96: any JSON is decoded or refused, without an exception', () => {
    const codecs = [TransactionBody, FaceUserBody, ContractBody, ErrorBody, UserStateNotice] as const;
    fc.assert(
      fc.property(fc.constantFrom(...codecs), fc.jsonValue(), (codec, value) => {
        const result = decodeBody<unknown>(codec)(JSON.stringify(value));
        expect(['Left', 'Right']).toContain(result._tag);
      }),
    );
  });
});

describe('bodies', () => {
  it('INV-57, FAQ 3.2: a request becomes bytes once, Chinese text as UTF-8 and not as \\u escapes', () => {
    const bytes = buildTransactionBody(request);
    expect(bytes).toEqual(utf8(JSON.stringify(request)));
    expect(new TextDecoder().decode(bytes)).toContain('"description":"午餐"');
    expect(decodeBody(TransactionRequest)(bytes)).toEqual(E.right(request));
  });
});
