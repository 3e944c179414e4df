import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paths } from './paths.ts';

describe('paths', () => {
  it.each([
    ['§5.2', paths.organizationById('O1'), '/v3/offlinefacemch/organizations?organization_id=O1'],
    [
      '§5.2 by name',
      paths.organizationByName('一中 & 二中'),
      '/v3/offlinefacemch/organizations?organization_name=%E4%B8%80%E4%B8%AD%20%26%20%E4%BA%8C%E4%B8%AD',
    ],
    ['§5.5', paths.faceUser('O1', 'stu/1?'), '/v3/offlinefacemch/organizations/O1/users/out-user-id/stu%2F1%3F'],
    [
      '§5.8',
      paths.terminateContract('O1', 'FU1'),
      '/v3/offlinefacemch/organizations/O1/users/user-id/FU1/terminate-contract',
    ],
    ['§5.10', paths.contract('CI1'), '/v3/offlineface/contracts/CI1'],
    ['§5.10 with appid', paths.contract('CI1', 'wx1'), '/v3/offlineface/contracts/CI1?appid=wx1'],
    [
      '§5.15',
      paths.transactionByOutTradeNo('M*1|2', { spMchid: '1', subMchid: '2', businessProductId: 2 }),
      '/v3/offlineface/transactions/out-trade-no/M*1%7C2?sp_mchid=1&sub_mchid=2&business_product_id=2',
    ],
  ])('k12-wire.md %s', (_, path, expected) => {
    expect(path).toBe(expected);
  });

  it.each(['', '.', '..'])('throws for the id "%s", which a proxy would resolve', (id) => {
    expect(() => paths.faceUser('O1', id)).toThrow(RangeError);
    expect(() => paths.contract(id)).toThrow(RangeError);
  });

  it('INV-57: no id changes the shape of a target, nor is it lost in it', () => {
    const id = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '.' && text !== '..');
    fc.assert(
      fc.property(id, (each) => {
        const target = paths.faceUser('O1', each);
        const url = new URL(target, 'https://host');
        expect(url.pathname + url.search).toBe(target);
        expect(decodeURIComponent(target.split('/')[7] ?? '')).toBe(each);
      }),
    );
  });
});
