import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { dateTimeToMs } from './date-time.ts';
import { decodeBody, decodeWire } from './decode.ts';
import { payscoreCode } from './payscore-code.ts';
import { PayscoreOrderNotice, PayscoreServiceNotice } from './payscore-notice.ts';
import { PayscorePermissionBody } from './payscore-permission.ts';

const order = { appid: 'wx1', mchid: '1900000001', out_order_no: 'N1', service_id: '500001', state: 'DOING' };
const { appid, mchid, ...unnamed } = order;

describe('PAYSCORE notices', () => {
  it("reads sp_appid and sp_mchid where a provider's notice has them, and appid and mchid before them", () => {
    const read = decodeWire(PayscoreOrderNotice);
    expect(read({ ...unnamed, sp_appid: appid, sp_mchid: mchid })).toEqual(E.right(order));
    expect(read({ ...order, sp_appid: 'other', sp_mchid: 'other' })).toEqual(E.right(order));
    expect(read(unnamed)).toEqual(E.left({ type: 'WireMismatch', paths: ['/appid', '/mchid'] }));
  });

  it('reads a change of service, with sp_ names too', () => {
    const notice = {
      service_id: '500001',
      openid: 'o1',
      out_request_no: 'R1',
      user_service_status: 'USER_OPEN_SERVICE',
      openorclose_time: '20180225112233',
    };
    const whole = { appid, mchid, ...notice };
    expect(decodeWire(PayscoreServiceNotice)(whole)).toEqual(E.right(whole));
    expect(decodeWire(PayscoreServiceNotice)({ sp_appid: appid, sp_mchid: mchid, ...notice })).toEqual(E.right(whole));
  });

  it('the contract of another product under the same event (the vector of the Go SDK) is none of ours', () => {
    const campus =
      '{"mchid":"1234567890","appid":"054aa7d7a2a54ab5898df65bd96f001c",' +
      '"create_time":"2020-06-30T12:12:00+08:00","out_contract_code":"21640bdbd08e473e828f3206a2741c6e"}';
    expect(decodeBody(PayscoreServiceNotice)(campus)).toEqual(E.left({ type: 'WireMismatch', paths: ['/service_id'] }));
  });
});

describe('permissions', () => {
  it('reads states that it does not know, and times with milliseconds', () => {
    const permission = {
      service_id: '500001',
      appid,
      mchid,
      authorization_state: 'SOMETHING_NEW',
      authorization_success_time: '2015-05-20T13:29:35.120+08:00',
    };
    expect(decodeWire(PayscorePermissionBody)(permission)).toEqual(E.right(permission));
    expect(dateTimeToMs(permission.authorization_success_time)).toBe(Date.UTC(2015, 4, 20, 5, 29, 35, 120));
  });

  it.each(['ORDER_NOT_EXIST', 'ORDER_NOT_ EXIST', ' ORDER_ NOT_EXIST\t'])('the code "%s" is one code', (code) => {
    expect(payscoreCode(code)).toBe('ORDER_NOT_EXIST');
  });
});
