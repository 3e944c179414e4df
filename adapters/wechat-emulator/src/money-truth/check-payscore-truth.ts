import { MoneyTruthViolated } from './check-money-truth.ts';
import { totalOf } from './payscore-amounts.ts';
import type { PayscoreOrder } from './payscore-order.ts';

/**
 * INV-70, 71, 72, 76 and 78, recounted before an effect is kept, so that a rule that is too kind cannot hide behind its own sums.
 * `before` is the order as it was, if there was one.
 */
export const checkPayscoreTruth = (before: PayscoreOrder | undefined, order: PayscoreOrder): void => {
  const { state, description, totalFen, payment, outOrderNo } = order;
  const must = (holds: boolean, rule: string): void => {
    if (!holds) throw new MoneyTruthViolated(`${rule}: ${outOrderNo}`);
  };
  const final = before !== undefined && ['DONE', 'REVOKED', 'EXPIRED'].includes(before.state);
  must(!final || before.state === state, 'INV-70 an end is final');
  must((state === 'DOING') === (description !== undefined), 'INV-70 a description only while doing');
  must((totalFen ?? 0) <= order.limitFen, 'INV-72 more than the limit');
  must(state !== 'REVOKED' || (totalFen === 0 && payment === undefined), 'INV-72 a cancelled order has total 0');
  if (state === 'DONE') {
    must(totalFen === totalOf(order.postPayments, order.postDiscounts), 'INV-71 the sum');
    must((totalFen === 0) === (payment === undefined), 'INV-76 done without collection only at 0');
    must(payment === undefined || payment.amountFen === totalFen, 'INV-78 what is paid is the total');
  } else must(payment === undefined, 'INV-78 paid is done');
  must(before?.payment === undefined || before.payment.paidAt === payment?.paidAt, 'INV-77 collected twice');
  const lowered = before?.totalFen === undefined || (totalFen ?? 0) <= before.totalFen;
  must(lowered, 'INV-76 the total only falls');
};
