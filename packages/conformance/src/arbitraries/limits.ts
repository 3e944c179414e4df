import { nothingSpent, type Reservation, reserve, type Scene, settle, type Spending } from '@facepay/domain';
import fc from 'fast-check';
import { anyAmount, anyBeijingDay, anyDeductionId } from './kernel.ts';

export const anyScene: fc.Arbitrary<Scene> = fc.constantFrom('canteen', 'shop', 'clinic', 'test');
export const anyReservation: fc.Arbitrary<Reservation> = fc.record(
  { deduction: anyDeductionId, amount: anyAmount, day: anyBeijingDay, scene: anyScene },
  { requiredKeys: ['deduction', 'amount', 'day'] },
);
/** Built by the rules themselves: each deduction at most once open, the days in order. */
export const anySpending: fc.Arbitrary<Spending> = fc
  .tuple(fc.array(anyReservation, { maxLength: 5 }), fc.array(anyReservation, { maxLength: 5 }))
  .map(([open, settled]) =>
    settled.reduce<Spending>(
      (spending, one) => settle(reserve(spending, one), one.deduction, one.amount, one.day),
      open.reduce(reserve, nothingSpent),
    ),
  );
