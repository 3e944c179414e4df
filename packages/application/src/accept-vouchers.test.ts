import { hour, Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { noon, openSchool, right, voucher } from '../test/school.ts';

describe.each([{ decideTwice: false }, { decideTwice: true }])('vouchers taken in, %o', (faults) => {
  test('INV-1 INV-4 each is stored once; the same bytes again get the same answer', async () => {
    const world = await openSchool(faults);
    const first = right(await world.upload(world.device, voucher(1), voucher(2)));
    expect(first).toMatchObject([{ status: 'accepted', acknowledgement: 'ack 1' }, { status: 'accepted' }]);
    const again = right(await world.upload(world.device, voucher(1), voucher(2)));
    expect(again).toMatchObject([{ status: 'duplicate', acknowledgement: 'ack 1' }, { status: 'duplicate' }]);
    expect(await world.deductions()).toHaveLength(2);
  });

  test('BAD-47 twice in one batch is one sale', async () => {
    const world = await openSchool(faults);
    const results = right(await world.upload(world.device, voucher(1), voucher(1)));
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'duplicate']);
    expect(await world.deductions()).toHaveLength(1);
  });

  test('BAD-48 a number with other content is evidence, and the terminal is quarantined', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    const other = voucher(1, { hash: 'f'.repeat(64), bytes: 'other', credentialHash: 'd'.repeat(64) as never });
    expect(right(await world.upload(world.device, other))).toMatchObject([
      { status: 'conflict', reason: 'same-number' },
    ]);
    expect((await world.device1())?.quarantine).toMatchObject({ reason: 'same-number' });
    expect(await world.deductions()).toHaveLength(1);
    const next = right(await world.upload(world.device, voucher(2)));
    expect(next).toMatchObject([{ status: 'held', reason: 'clone' }]);
  });

  test('INV-62 what was received before the quarantine is not charged by itself after it', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    await world.upload(world.device, voucher(1, { hash: 'f'.repeat(64), credentialHash: 'd'.repeat(64) as never }));
    await world.progress();
    expect(await world.deductions()).toMatchObject([{ status: 'held', reason: 'clone' }]);
    expect(world.sent).toEqual([]);
  });

  test('INV-63 one credential under two numbers is one sale', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    const copy = voucher(2, { credentialHash: voucher(1).credentialHash });
    expect(right(await world.upload(world.device, copy))).toMatchObject([
      { status: 'conflict', reason: 'same-credential' },
    ]);
    expect(await world.deductions()).toHaveLength(1);
  });

  test('INV-61 a gap is shown, blocks nobody, and closes when it is filled', async () => {
    const world = await openSchool(faults);
    expect(right(await world.upload(world.device, voucher(3)))).toMatchObject([{ status: 'accepted' }]);
    expect((await world.device1())?.chain.gaps).toMatchObject([{ from: 1, to: 2 }]);
    await world.upload(world.device, voucher(2), voucher(1));
    expect((await world.device1())?.chain.gaps).toEqual([]);
    expect(await world.deductions()).toHaveLength(3);
  });

  test('BAD-49 a wrong predecessor is evidence and quarantines', async () => {
    const world = await openSchool(faults);
    await world.upload(world.device, voucher(1));
    const broken = right(await world.upload(world.device, voucher(2, { previousHash: '9'.repeat(64) })));
    expect(broken).toMatchObject([{ status: 'conflict', reason: 'wrong-previous-hash' }]);
    expect(right(await world.upload(world.device, voucher(2, { previousHash: '9'.repeat(64) })))).toEqual(broken);
  });

  test.each([
    ['BAD-44', 'amount', { amount: undefined }],
    ['BAD-45', 'user', { outUserId: 'nobody-here' }],
    ['BAD-45', 'tenant', { organization: 'Oanother' }],
    ['BAD-46', 'credential', { credentialWhole: false }],
    ['BAD-50', 'clock', { saleAt: Instant.of(noon + 24 * hour) }],
    ['BAD-50', 'clock', { saleAt: Instant.of(noon - 31 * 24 * hour) }],
    ['BAD-50', 'clock', { saleAt: undefined }],
    ['BAD-55', 'merchant', { subMchid: '1900000999' }],
  ] as const)('%s an entry is held for its %s, its neighbours are accepted', async (_, reason, over) => {
    const world = await openSchool(faults);
    const results = right(await world.upload(world.device, voucher(1), voucher(2, over), voucher(3)));
    expect(results).toMatchObject([{ status: 'accepted' }, { status: 'held', reason }, { status: 'accepted' }]);
    await world.progress();
    expect(world.sent).toHaveLength(2);
  });

  test('BAD-52 an entry that is no voucher is answered by itself', async () => {
    const world = await openSchool(faults);
    const { acceptVouchers } = await import('./accept-vouchers.ts');
    const results = await acceptVouchers(world.deps)(world.device, [
      { type: 'Voucher', claims: voucher(1) },
      { type: 'NotAVoucher', reason: 'not signed by this device' },
      { type: 'Voucher', claims: voucher(2) },
    ])();
    expect(right(results).map(({ status }) => status)).toEqual(['accepted', 'unreadable', 'accepted']);
  });

  test('INV-59 a revoked terminal stores nothing', async () => {
    const world = await openSchool(faults);
    const { revokeDevice } = await import('./revoke-device.ts');
    await revokeDevice(world.deps)(world.device.deviceId)();
    expect(await world.upload(world.device, voucher(1))).toEqual(E.left({ type: 'DeviceNotActive' }));
    expect(await world.deductions()).toEqual([]);
  });
});
