import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, mint, query, signUp } from '../../test/emulated-world.ts';

const day = 86_400_000;

const paying = async (payer: object) => {
  const world = createEmulatedWorld();
  const pupil = await signUp(world, 'stu-000001');
  await world.client.control('PUT', `/payers/${pupil.openid}`, payer);
  return { world, pupil };
};

const rich = { balanceFen: 1_000_000 };
const broke = { balanceFen: 0, cards: [], advanceQuota: false };
const advanced = { balanceFen: 0, cards: [], advanceQuota: true };

describe('user and contract', () => {
  test('a terminated contract with a live credential: PAYERROR NOT_CONTRACTED, never an advance', async () => {
    const { world, pupil } = await paying(advanced);
    const credential = await mint(world, pupil, 1250);
    await world.client.control('POST', `/users/${pupil.userId}/terminate`);
    const answer = await deduct(world, credential, 'M-000001', 1250);
    expect([answer.status, answer.json['trade_state'], answer.json['error_type']]).toEqual([
      200,
      'PAYERROR',
      'NOT_CONTRACTED',
    ]);
  });

  test('a disabled user: PAYERROR USER_DISABLED until enabled', async () => {
    const { world, pupil } = await paying(rich);
    const credential = await mint(world, pupil, 1250);
    await world.client.control('POST', `/users/${pupil.userId}/disable`);
    expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ error_type: 'USER_DISABLED' });
    await world.client.control('POST', `/users/${pupil.userId}/enable`);
    expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });
});

describe('limits', () => {
  test('100 yuan is charged, a fen more is not', async () => {
    const { world, pupil } = await paying(rich);
    expect((await deduct(world, await mint(world, pupil, 10_000), 'M-000001', 10_000)).json).toMatchObject({
      trade_state: 'SUCCESS',
    });
    expect((await deduct(world, await mint(world, pupil, 10_001), 'M-000002', 10_001)).json).toMatchObject({
      trade_state: 'PAYERROR',
      error_type: 'OVER_LIMIT',
    });
  });

  test('INV-23: 500 yuan a user and Beijing day, no fen more before midnight', async () => {
    const { world, pupil } = await paying(rich);
    for (const number of [1, 2, 3, 4, 5])
      await deduct(world, await mint(world, pupil, 10_000), `M-00000${number}`, 10_000);
    const sixth = await mint(world, pupil, 1);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ error_type: 'OVER_LIMIT' });
    await world.pass(12 * 3_600_000 - 1000);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ error_type: 'OVER_LIMIT' });
    await world.pass(1000);
    expect((await deduct(world, sixth, 'M-000006', 1)).json).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('INV-23: an advance counts once that day, also after it was repaid', async () => {
    const { world, pupil } = await paying(advanced);
    for (const number of [1, 2, 3]) await deduct(world, await mint(world, pupil, 10_000), `M-00000${number}`, 10_000);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`);
    await world.client.control('PUT', `/payers/${pupil.openid}`, rich);
    for (const number of [4, 5])
      expect((await deduct(world, await mint(world, pupil, 10_000), `M-00000${number}`, 10_000)).json).toMatchObject({
        trade_state: 'SUCCESS',
      });
    expect((await deduct(world, await mint(world, pupil, 1), 'M-000006', 1)).json).toMatchObject({
      error_type: 'OVER_LIMIT',
    });
  });

  test('INV-28: a test merchant takes 1 yuan a day from everybody together', async () => {
    const { world, pupil } = await paying(rich);
    const other = await signUp(world, 'stu-000002');
    const sub = { sub_mchid: world.keys.testSubMchid };
    const charge = async (who: typeof pupil, number: string, fen: number) =>
      (await deduct(world, await mint(world, who, fen, world.keys.testSubMchid), number, fen, sub)).json;
    expect(await charge(pupil, 'M-000001', 60)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await charge(other, 'M-000002', 41)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(await charge(other, 'M-000003', 40)).toMatchObject({ trade_state: 'SUCCESS' });
    const fixed = await world.client.control('POST', '/organizations', {
      organizationName: 'x',
      testMerchant: false,
      subMchid: world.keys.testSubMchid,
    });
    expect(fixed.status).toBe(409);
  });

  test('five charges of one order a day, the sixth is intercepted; next day it may go on', async () => {
    const { world, pupil } = await paying(broke);
    const credential = await mint(world, pupil, 1250);
    for (const _ of [1, 2, 3, 4, 5])
      expect((await deduct(world, credential, 'M-000001', 1250)).json).toMatchObject({ trade_state: 'PAYERROR' });
    const sixth = await deduct(world, credential, 'M-000001', 1250);
    expect([sixth.status, sixth.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    await world.pass(day);
    expect((await deduct(world, credential, 'M-000001', 1250)).status).toBe(200);
  });
});

describe('advances (k12-wire §7)', () => {
  test('INV-40: three, then the user is disabled; repaid, the block is lifted and the orders say REPAYMENT', async () => {
    const { world, pupil } = await paying(advanced);
    for (const number of [1, 2, 3])
      expect((await deduct(world, await mint(world, pupil, 100), `M-00000${number}`, 100)).json).toMatchObject({
        debt_state: 'DEBT',
      });
    const status = async () => (await world.client.control('GET', `/users/${pupil.userId}`)).json['status'];
    expect(await status()).toBe('DISABLED');
    const patch = await world.client.call(
      'PATCH',
      `/v3/offlinefacemch/organizations/${pupil.organizationId}/users/out-user-id/${pupil.outUserId}`,
      { status: 'NORMAL' },
    );
    expect([patch.status, await status()]).toEqual([204, 'DISABLED']);
    expect((await deduct(world, await mint(world, pupil, 100), 'M-000004', 100)).json).toMatchObject({
      error_type: 'USER_DISABLED',
    });
    const terminated = await world.client.control('POST', `/users/${pupil.userId}/terminate`);
    expect(terminated.status).toBe(409);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`, { outTradeNo: 'M-000001' });
    expect(await status()).toBe('NORMAL');
    const repaid = await query(world, 'M-000001');
    expect(repaid.json).toMatchObject({ trade_state: 'SUCCESS', debt_state: 'REPAYMENT' });
    expect(repaid.json['repayment_transaction_id']).toMatch(/^4200\d{24}$/);
    await world.client.control('POST', `/payers/${pupil.openid}/repay`);
    expect(world.emulator.ledger().totals).toMatchObject({ openAdvances: 0, repaid: 3 });
  });

  test('a repayment link only for somebody who owes', async () => {
    const { world, pupil } = await paying(advanced);
    const body = { out_user_id: pupil.outUserId, organization_id: pupil.organizationId };
    const before = await world.client.call('POST', '/v3/offlineface/repayment-url', body);
    expect([before.status, before.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    await deduct(world, await mint(world, pupil, 100), 'M-000001', 100);
    const after = await world.client.call('POST', '/v3/offlineface/repayment-url', body);
    expect(after.json).toEqual({
      repayment_url: expect.stringMatching(/^https:/),
      expire_at: '2026-09-08T12:00:00+08:00',
    });
  });
});
