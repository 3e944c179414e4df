import { defaultRefundPolicy, type DeductionId, type Fen, minute, type RefundNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openPaidSchool } from '../test/refunds.ts';
import { openSchool, right, voucher } from '../test/school.ts';
import { requestRefund } from './request-refund.ts';

describe('a refund is asked for', () => {
  test('FAQ 5.2 it is stored with the bytes that will be sent, and nothing has left yet', async () => {
    const school = await openPaidSchool();
    const refund = right(await school.refund('R-1', 300));
    expect(refund).toMatchObject({ status: 'requested', amount: 300, total: 1000, attempts: 0, by: 'office' });
    expect(refund.body).toContain('"R-1"');
    expect(school.refundsSent).toEqual([]);
    expect(await school.refunds()).toEqual([refund]);
    expect(await school.deduction()).toMatchObject({ status: 'paid' });
  });
  test('INV-30, INV-97 the same number again is the same refund, whatever the words', async () => {
    const school = await openPaidSchool();
    const first = right(await school.refund('R-1', 300));
    expect(await school.refund('R-1', 300, 'other words')).toEqual(E.right(first));
    await school.progressRefunds();
    expect(right(await school.refund('R-1', 300))).toMatchObject({ status: 'success' });
    expect(school.refundsSent).toHaveLength(1);
  });
  test('BAD-65 above the rest, one number for another amount, and what was not paid', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 700));
    expect(await school.refund('R-2', 301)).toEqual(E.left({ type: 'RefundAboveRest', rest: 300 }));
    expect(await school.refund('R-1', 600)).toEqual(E.left({ type: 'RefundNumberUsed' }));
    expect(right(await school.refund('R-2', 300))).toMatchObject({ status: 'requested' });
    expect(await school.refund('R-3', 1)).toEqual(E.left({ type: 'RefundAboveRest', rest: 0 }));

    const unpaid = await openSchool();
    await unpaid.upload(unpaid.device, voucher(1));
    const [sale] = await unpaid.deductions();
    const wish = { refundNo: 'R-1' as RefundNo, amount: 1 as Fen, reason: '多收', by: 'office' };
    const ask = (id: DeductionId) => requestRefund(unpaid.deps)(unpaid.device.organization, id, wish)();
    expect(await ask(sale?.id ?? ('d' as DeductionId))).toEqual(
      E.left({ type: 'DeductionNotPaid', status: 'received' }),
    );
    expect(await ask('d000' as DeductionId)).toEqual(E.left({ type: 'DeductionUnknown' }));
    expect(await unpaid.refunds()).toEqual([]);
  });
  test('a number belongs to one deduction, and to one school', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-1', 300));
    await school.upload(school.device, voucher(2));
    await school.progress();
    const other = (await school.deductions()).find(({ id }) => id !== school.paid.id);
    const wish = { refundNo: 'R-1' as RefundNo, amount: 300 as Fen, reason: '多收', by: 'office' };
    const asked = requestRefund(school.deps)(school.device.organization, other?.id ?? school.paid.id, wish)();
    expect(await asked).toEqual(E.left({ type: 'RefundNumberUsed' }));
  });
  test('WeChat refunds for a year, 50 numbers of one payment, a minute apart', async () => {
    const school = await openPaidSchool();
    right(await school.refund('R-0', 1));
    const soon = right(await school.refund('R-1', 1));
    expect(soon.dueAt).toBe(school.now() + minute);
    for (let n = 2; n < defaultRefundPolicy.refundsMax; n += 1) right(await school.refund(`R-${n}`, 1));
    expect(await school.refund('R-50', 1)).toEqual(E.left({ type: 'RefundsUsedUp', countMax: 50 }));
    school.pass(defaultRefundPolicy.refundAgeMaxMs + 1);
    expect(await school.refund('R-50', 1)).toMatchObject(E.left({ type: 'RefundTooLate' }));
    expect(right(await school.refund('R-0', 1))).toMatchObject({ status: 'requested' });
  });
});
