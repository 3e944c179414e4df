import { Instant, SubMchid } from '@facepay/domain';
import { describe, expect, it } from 'vitest';
import { must } from '../test/orders.ts';
import { payscoreOrderOf, payscorePermissionOf } from './payscore-notices.ts';
import type { PayscoreService } from './payscore-settings.ts';

const mchid = '1900000001';
const direct = { mchid, payscore: { serviceId: '500001', party: { mode: 'direct' } } } as const;
const party: PayscoreService['party'] = { mode: 'partner', subMchid: must(SubMchid.of('1600000001')) };
const partner = { mchid, payscore: { serviceId: '500001', party } };
const open = 'PAYSCORE.USER_OPEN_SERVICE';
const other = { type: 'Other' };

const order = { appid: 'wx1', mchid, service_id: '500001', out_order_no: 'N-1', state: 'DOING' };
const paid = { state: 'USER_PAID', total_amount: 3900, paying_amount: 0, paid_amount: 3900 };
const change = {
  appid: 'wx1',
  mchid,
  service_id: '500001',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  out_request_no: '1234323JKHDFE1243252',
  user_service_status: 'USER_OPEN_SERVICE',
  openorclose_time: '20180225112233',
};
const ofOrder = (body: object, ours = direct as Parameters<typeof payscoreOrderOf>[0]) =>
  payscoreOrderOf(ours, JSON.stringify(body));
const ofChange = (body: object, event = open, ours = direct as Parameters<typeof payscoreOrderOf>[0]) =>
  payscorePermissionOf(ours, event, JSON.stringify(body));

describe('PAYSCORE.USER_CONFIRM and PAYSCORE.USER_PAID', () => {
  it('point at an order, and say what they claim; the state under the event may be either (INV-78)', () => {
    expect(ofOrder(order)).toEqual({
      subject: { type: 'PayscoreOrder', no: 'N-1', claim: { state: 'DOING', collection: 'absent' } },
    });
    for (const state of ['DONE', 'DOING'])
      expect(ofOrder({ ...order, state, collection: paid })).toEqual({
        subject: { type: 'PayscoreOrder', no: 'N-1', claim: { state, collection: 'USER_PAID', totalFen: 3900 } },
      });
  });
  it('INV-78 sums that contradict themselves are kept apart', () => {
    const wrong = ofOrder({ ...order, state: 'DONE', collection: { ...paid, paid_amount: 3800 } });
    expect(wrong).toEqual({ subject: other, quarantine: 'unreadable' });
  });
  it('BAD-15 of another merchant, or of another sub-merchant of the provider: kept apart', () => {
    const apart = { subject: other, quarantine: 'foreign-merchant' };
    expect(ofOrder({ ...order, mchid: '1999999999' })).toEqual(apart);
    expect(ofOrder({ ...order, sub_mchid: '1600000002' }, partner)).toEqual(apart);
    expect(ofOrder({ ...order, sub_mchid: '1600000001' }, partner)).toMatchObject({ subject: { no: 'N-1' } });
  });
  it("a provider's may name itself sp_mchid and sp_appid", () => {
    const { appid: sp_appid, mchid: sp_mchid, ...rest } = order;
    const said = ofOrder({ ...rest, sp_appid, sp_mchid, sub_mchid: '1600000001' }, partner);
    expect(said).toMatchObject({ subject: { type: 'PayscoreOrder', no: 'N-1' } });
  });
  it('of another service, or where we serve none, are about nothing of ours', () => {
    expect(ofOrder({ ...order, service_id: '500002' })).toEqual({ subject: other });
    expect(ofOrder(order, { mchid })).toEqual({ subject: other });
  });
  it.each(['', '我的订单', 'a/b', 'x'.repeat(33)])('BAD-69 the number "%s" is no number of ours', (out_order_no) => {
    expect(ofOrder({ ...order, out_order_no })).toEqual({ subject: other, quarantine: 'unreadable' });
  });
});

describe('PAYSCORE.USER_OPEN_SERVICE and PAYSCORE.USER_CLOSE_SERVICE', () => {
  it('tell of a person, by the event and in Beijing time', () => {
    const told = { type: 'PayscorePermission', openid: change.openid, outRequestNo: change.out_request_no };
    const happenedAt = Instant.of(Date.UTC(2018, 1, 25, 3, 22, 33));
    expect(ofChange(change)).toEqual({ subject: { ...told, open: true, happenedAt } });
    const closed = ofChange({ ...change, authorization_code: 'C-1' }, 'PAYSCORE.USER_CLOSE_SERVICE');
    expect(closed).toEqual({ subject: { ...told, open: false, happenedAt, code: 'C-1' } });
  });
  it('the campus product sends contracts under the same event (vector of the Go SDK): left alone, acknowledged', () => {
    const campus = { mchid, appid: 'wx1', create_time: '2020-06-30T12:12:00+08:00', out_contract_code: '2164' };
    expect(ofChange(campus)).toEqual({ subject: other });
    expect(ofChange({ ...campus, service_id: '500002' })).toEqual({ subject: other });
    expect(ofChange(change, open, { mchid })).toEqual({ subject: other });
  });
  it('BAD-15 of another merchant: kept apart; without a person or a time: unreadable', () => {
    expect(ofChange({ ...change, mchid: '1999999999' })).toMatchObject({ quarantine: 'foreign-merchant' });
    expect(ofChange({ ...change, openid: undefined })).toMatchObject({ quarantine: 'unreadable' });
    expect(ofChange({ ...change, openorclose_time: '20180225' })).toMatchObject({ quarantine: 'unreadable' });
  });
});
