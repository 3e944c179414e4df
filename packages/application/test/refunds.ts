import type { Fen, RefundNo } from '@facepay/domain';
import { requestRefund } from '../src/index.ts';
import { openSchool, right, voucher } from './school.ts';

type School = Awaited<ReturnType<typeof openSchool>>;

/** A school where one meal of 10 yuan is settled, and an office that refunds it. */
export const openPaidSchool = async (arrange: (school: School) => void = () => undefined) => {
  const school = await openSchool();
  arrange(school);
  await school.upload(school.device, voucher(1));
  await school.progress();
  const [deduction] = await school.deductions();
  if (deduction === undefined) throw new Error('nothing was sold');
  const { id, organization } = deduction;
  return {
    ...school,
    paid: deduction,
    refund: (no: string, amount: number, reason = '多收') =>
      requestRefund(school.deps)(organization, id, {
        refundNo: no as RefundNo,
        amount: amount as Fen,
        reason,
        by: 'office',
      })(),
    deduction: async () => right(await school.store.reads.find(organization, { kind: 'deduction', key: id })()),
    member: async () =>
      right(await school.store.reads.find(organization, { kind: 'member', key: deduction.outUserId })()),
  };
};
