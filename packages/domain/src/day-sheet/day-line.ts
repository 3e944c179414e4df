import type { Deduction, DeductionStatus } from '../deduction/index.ts';
import { dayOf } from '../kernel/civil-date.ts';
import { Fen, sumFen } from '../kernel/fen.ts';
import type { DeductionId, DeviceId } from '../kernel/ids.ts';

/** Sales of one day that are alike, counted and summed where they are stored. */
export interface DayLine {
  readonly device: DeviceId;
  readonly status: DeductionStatus;
  /** Held because nobody could find out whether WeChat charged it: its money may still turn out to have moved. */
  readonly outcomeUnknown: boolean;
  /** Charged by WeChat on another Beijing day than that of the sale (补扣): it stands in that day's bill. */
  readonly bookedLater: boolean;
  readonly count: number;
  readonly amount: Fen;
  /** Of `amount`: what payers have back. */
  readonly refunded: Fen;
}

/** What a store must find of these deductions and of their refunds; how the lines are ordered, nobody promises. */
export const dayLinesOf = (
  deductions: readonly Deduction[],
  refundedOf: (id: DeductionId) => Fen,
): readonly DayLine[] => {
  const lines = new Map<string, DayLine>();
  for (const deduction of deductions) {
    const { id, device, status, reason, paidAt, saleAt, amount } = deduction;
    const outcomeUnknown = status === 'held' && reason === 'unknown';
    const bookedLater = paidAt !== undefined && dayOf(paidAt) !== dayOf(saleAt);
    const name = [device, status, outcomeUnknown, bookedLater].join();
    const before = lines.get(name) ?? { count: 0, amount: Fen.zero, refunded: Fen.zero };
    lines.set(name, {
      device,
      status,
      outcomeUnknown,
      bookedLater,
      count: before.count + 1,
      amount: sumFen([before.amount, amount]),
      refunded: sumFen([before.refunded, refundedOf(id)]),
    });
  }
  return [...lines.values()];
};
