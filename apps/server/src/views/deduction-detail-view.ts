import type { Deduction, DomainEvent, WechatDeductions } from '@facepay/domain';
import { list, shownFen } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { deductionMembers, deductionView } from './deduction-view.ts';
import { EventView, eventView } from './event-view.ts';
import { GenerationsView, generationsView } from './generations-view.ts';
import { RefundView } from './refund-view.ts';

/** A deduction with its generations, each with its attempts, and every event. */
export const DeductionDetailView = object(
  {
    ...deductionMembers.required,
    generations: GenerationsView,
    events: list(EventView),
    /** What the payer has back; the state is `refunded` once that is all of it. */
    refundedFen: shownFen,
    refunds: list(RefundView),
  },
  deductionMembers.optional,
);
export type DeductionDetailView = ShapeOf<typeof DeductionDetailView>;

type Told = Omit<DomainEvent, 'organization' | 'subject'>;
export const deductionDetailView = (
  deduction: Deduction,
  events: readonly Told[],
  given: Pick<DeductionDetailView, 'refundedFen' | 'refunds'>,
  shown: WechatDeductions['shown'],
): DeductionDetailView => ({
  ...deductionView(deduction),
  ...given,
  generations: generationsView(
    shown,
    deduction,
    events.map(({ body }) => body),
  ),
  events: events.map(eventView),
});
