import { type Deduction, type Instant, msBetween, second, toRfc3339 } from '@facepay/domain';
import { deductionId, deviceId, outUserId } from '../shape/kernel-shapes.ts';
import { oneOf, shownFen, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** A meal that WeChat advanced (垫资, FAQ 5.8): the school has its money, the payer owes it to WeChat. */
export const DebtView = object(
  {
    deductionId,
    outUserId,
    deviceId,
    state: oneOf('open', 'repaid'),
    amountFen: shownFen,
    saleAt: shownTime,
    /** Since when it is owed: WeChat's time of the advance. */
    advancedAt: shownTime,
    /** Since the advance. */
    ageSeconds: shownNumber,
    /** WeChat's number of the payment, which the repayment page shows. */
    transactionId: shownText,
  },
  { repaymentId: shownText },
);
export type DebtView = ShapeOf<typeof DebtView>;

export const debtView =
  (now: Instant) =>
  (deduction: Deduction): DebtView => {
    const { id, outUserId: member, device, status, amount, saleAt, repaymentId } = deduction;
    const since = deduction.paidAt ?? saleAt;
    return {
      deductionId: id,
      outUserId: member,
      deviceId: device,
      state: status === 'repaid' ? 'repaid' : 'open',
      amountFen: amount,
      saleAt: toRfc3339(saleAt),
      advancedAt: toRfc3339(since),
      ageSeconds: Math.max(0, Math.floor(msBetween(since, now) / second)),
      transactionId: deduction.transactionId ?? '',
      ...(repaymentId === undefined ? {} : { repaymentId }),
    };
  };
