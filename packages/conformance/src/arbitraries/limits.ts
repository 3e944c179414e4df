import { nothingSpent, type Reservation, reserve, settle, type Spending } from '@facepay/domain';
import fc from 'fast-check';
import { anyAmount, anyBeijingDay, anyDeductionId } from './kernel.ts';

export const anyReservation: fc.Arbitrary<Reservation> = fc.record({
  deduction: anyDeductionId,
  amount: anyAmount,
  day: anyBeijingDay,
});
/** Built by the rules themselves: each deduction at most once open, the days in order. */
export const anySpending: fc.Arbitrary<Spending> = fc
  .tuple(fc.array(anyReservation, { maxLength: 5 }), fc.array(anyReservation, { maxLength: 5 }))
  .map(([open, settled]) =>
    settled.reduce<Spending>(
      (spending, { deduction, amount, day }) => settle(spending, deduction, amount, day),
      open.reduce(reserve, nothingSpent),
    ),
  );
