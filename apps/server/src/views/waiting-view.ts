import { type Deduction, type Instant, msBetween, second } from '@facepay/domain';
import { shownNumber } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { deductionMembers, deductionView } from './deduction-view.ts';

/** A sale that waits for somebody, and for how long: since WeChat advanced it, or, where it did not, since it was sold. */
export const WaitingView = object({ ...deductionMembers.required, ageSeconds: shownNumber }, deductionMembers.optional);
export type WaitingView = ShapeOf<typeof WaitingView>;

export const waitingView =
  (now: Instant) =>
  (deduction: Deduction): WaitingView => ({
    ...deductionView(deduction),
    ageSeconds: Math.max(0, Math.floor(msBetween(deduction.paidAt ?? deduction.saleAt, now) / second)),
  });
