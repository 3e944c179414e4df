import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payscorePaths as paths } from './payscore-paths.ts';

const service = '500001';
describe('Pay Score paths', () => {
  it.each([
    ['1', paths.orders('direct'), '/v3/payscore/serviceorder'],
    ['1', paths.orders('partner'), '/v3/payscore/partner/serviceorder'],
    [
      '2',
      paths.orderBy('direct', { out_order_no: 'A*1|2', service_id: service, appid: 'wx1' }),
      '/v3/payscore/serviceorder?service_id=500001&out_order_no=A*1%7C2&appid=wx1',
    ],
    [
      '2, by query id',
      paths.orderBy('partner', { query_id: 'q/1', service_id: service, sub_mchid: '19' }),
      '/v3/payscore/partner/serviceorder?service_id=500001&sub_mchid=19&query_id=q%2F1',
    ],
    ['3', paths.order('direct', 'A1', 'cancel'), '/v3/payscore/serviceorder/A1/cancel'],
    ['4', paths.order('partner', 'A1', 'modify'), '/v3/payscore/partner/serviceorder/A1/modify'],
    ['9', paths.order('direct', 'A1', 'send-pendingmessage'), '/v3/payscore/serviceorder/A1/send-pendingmessage'],
    ['11', paths.permissions('partner'), '/v3/payscore/partner/permissions'],
    [
      '12',
      paths.permissionByCode('partner', 'C-1', { service_id: service, sub_mchid: '19' }),
      '/v3/payscore/partner/permissions/authorization-code/C-1?service_id=500001&sub_mchid=19',
    ],
    [
      '13',
      paths.permissionByOpenid('o1', { service_id: service, appid: 'wx1' }),
      '/v3/payscore/permissions/openid/o1?service_id=500001&appid=wx1',
    ],
    [
      '13, partner',
      paths.partnerPermissionSearch({ service_id: service, appid: 'wx1', sub_mchid: '19', sub_openid: 'o1' }),
      '/v3/payscore/partner/permissions/search?service_id=500001&appid=wx1&sub_mchid=19&sub_openid=o1',
    ],
    ['14', paths.terminateByCode('direct', 'C1'), '/v3/payscore/permissions/authorization-code/C1/terminate'],
    ['15', paths.terminateByOpenid('o1'), '/v3/payscore/permissions/openid/o1/terminate'],
    ['15, partner', paths.partnerTerminate, '/v3/payscore/partner/permissions/terminate'],
    ['18', paths.assessRisk('direct'), '/v3/payscore/permissions/assess-user-risk-level'],
    ['18', paths.assessRisk('partner', '19'), '/v3/payscore/partner/permissions/assess-user-risk-level?sub_mchid=19'],
    ['19', paths.applyForScene, '/v3/payscore/partner/permissions/apply-for-scene'],
    [
      '20',
      paths.quotas(service, { sub_mchid: '19', appid: 'wx1', risk_level_version: '1' }),
      '/v3/payscore/partner/servicequotas/service-id/500001?sub_mchid=19&appid=wx1&risk_level_version=1',
    ],
    [
      '21',
      paths.bill({ bill_date: '2026-11-22', service_id: service, encryption_algorithm: 'AEAD_AES_256_GCM' }),
      '/v3/payscore/merchant-bill?bill_date=2026-11-22&encryption_algorithm=AEAD_AES_256_GCM&service_id=500001',
    ],
  ])('payscore-wire.md §1, no. %s', (_, path, expected) => {
    expect(path).toBe(expected);
  });

  it('BAD-69 INV-57 no order number changes the shape of a target, nor is it lost in it', () => {
    const no = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '.' && text !== '..');
    fc.assert(
      fc.property(no, (each) => {
        const target = paths.order('direct', each, 'complete');
        const url = new URL(target, 'https://host');
        expect(url.pathname + url.search).toBe(target);
        expect(target.split('/').slice(4).map(decodeURIComponent)).toEqual([each, 'complete']);
        const query = new URL(paths.orderBy('direct', { out_order_no: each, service_id: '1', appid: 'a' }), url);
        expect([...query.searchParams]).toEqual([
          ['service_id', '1'],
          ['out_order_no', each],
          ['appid', 'a'],
        ]);
      }),
    );
    for (const name of ['', '.', '..']) expect(() => paths.order('direct', name, 'sync')).toThrow(RangeError);
  });
});
