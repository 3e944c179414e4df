import { SpanKind } from '@opentelemetry/api';
import * as E from 'fp-ts/lib/Either.js';
import type { UseCases } from '../use-cases.ts';
import { mealOf } from './meal-of.ts';
import type { SpanFacts, Tracing } from './tracing.ts';

/** The steps of a meal, from the voucher to the notice, each a span of its trace. */
export const tracedUseCases = (useCases: UseCases, tracing: Tracing): UseCases => ({
  ...useCases,
  acceptVouchers: (device, entries) => async () => {
    const startedAt = new Date();
    const facts = { 'facepay.organization': device.organization, 'facepay.device': device.deviceId };
    const accepted = await useCases.acceptVouchers(device, entries)();
    if (E.isLeft(accepted)) return accepted;
    for (const entry of accepted.right) {
      if (entry.status === 'unreadable' || entry.deductionId === undefined) continue;
      const meal = mealOf(entry.deductionId);
      if (meal === undefined) continue;
      const { status, sequence, deductionId } = entry;
      const kind = SpanKind.SERVER;
      const told = {
        ...facts,
        'facepay.deduction': deductionId,
        'facepay.status': status,
        'facepay.sequence': sequence,
      };
      // What was there before has its first span already.
      if (status === 'accepted' || status === 'held')
        tracing.first(meal, { name: 'voucher', kind, facts: told }, startedAt);
      else tracing.point({ name: 'voucher again', kind, meal, facts: told });
    }
    return accepted;
  },
  progressDeduction: (claimed) => () =>
    tracing.span(
      { name: 'deduction step', kind: SpanKind.CONSUMER, meal: mealOf(claimed.key), facts: deductionFacts(claimed) },
      useCases.progressDeduction(claimed),
      toldOf((deduction) => ({ 'facepay.status': deduction.status })),
    ),
  decideHeldDeduction:
    (organization, id, ...decision) =>
    () =>
      tracing.span(
        {
          name: 'operator decides',
          kind: SpanKind.INTERNAL,
          meal: mealOf(id),
          facts: deductionFacts({ organization, key: id }),
        },
        useCases.decideHeldDeduction(organization, id, ...decision),
        toldOf((deduction) => ({ 'facepay.status': deduction.status })),
      ),
  takeInNotice: (request) => () =>
    tracing.span(
      { name: 'notice taken in', kind: SpanKind.SERVER },
      useCases.takeInNotice(request),
      toldOf((taken) => ({ 'facepay.outcome': taken })),
    ),
  applyNotice: (claimed) => () =>
    tracing.span(
      { name: 'notice applied', kind: SpanKind.CONSUMER, facts: { 'facepay.notice': claimed.key } },
      useCases.applyNotice(claimed),
      toldOf(() => ({})),
    ),
});

const deductionFacts = ({ organization, key }: { readonly organization: string; readonly key: string }): SpanFacts => ({
  'facepay.organization': organization,
  'facepay.deduction': key,
});

const toldOf =
  <A>(facts: (result: A) => SpanFacts) =>
  (result: E.Either<{ readonly type: string }, A>): SpanFacts =>
    E.isLeft(result) ? { 'facepay.failure': result.left.type } : facts(result.right);
