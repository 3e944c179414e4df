import { type Deduction, type DomainEvent, toRfc3339 } from '@facepay/domain';
import { list, shownFen, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { deductionMembers, deductionView } from './deduction-view.ts';
import { EventView, eventView } from './event-view.ts';
import { RefundView } from './refund-view.ts';

/** A deduction with its generations, each with its attempts, and every event. */
export const DeductionDetailView = object(
  {
    ...deductionMembers.required,
    generations: list(object({ deductionNo: shownText, attempts: list(object({ at: shownTime })) })),
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
): DeductionDetailView => ({
  ...deductionView(deduction),
  ...given,
  generations: generationsOf(deduction, events),
  events: events.map(eventView),
});

const generationsOf = (deduction: Deduction, events: readonly Told[]): DeductionDetailView['generations'] => {
  const attempts = new Map<string, { readonly at: string }[]>();
  for (const { body } of events) {
    if (body.type === 'AttemptBegun')
      attempts.set(body.no, [...(attempts.get(body.no) ?? []), { at: toRfc3339(body.at) }]);
    if (body.type === 'GenerationOpened') attempts.set(body.no, []);
  }
  if (!attempts.has(deduction.no)) attempts.set(deduction.no, []);
  return [...attempts].map(([deductionNo, made]) => ({ deductionNo, attempts: made }));
};
