import type { SpanKind } from '@opentelemetry/api';
import type { MetricSource } from '../operations/metric.ts';

/** Never a name, phone, card, token or credential: ids of ours, states and codes only (INV-88). */
export type SpanFacts = Readonly<
  Partial<
    Record<
      | 'facepay.deduction'
      | 'facepay.device'
      | 'facepay.event'
      | 'facepay.failure'
      | 'facepay.notice'
      | 'facepay.organization'
      | 'facepay.outcome'
      | 'facepay.sequence'
      | 'facepay.status',
      string | number
    >
  >
>;

export interface SpanOf {
  readonly name: string;
  readonly kind: SpanKind;
  /** Which meal it belongs to, where that is known from the start (`mealOf`). */
  readonly meal?: string | undefined;
  readonly facts?: SpanFacts;
}

/** OpenTelemetry spans of what this process does. A meal's trace goes on over processes and days. */
export interface Tracing {
  /**
   * Measures the run. What it calls becomes its child; a child that knows the meal tells it to its parents. `told` says what
   * came of it; `failure` marks the span as failed.
   */
  readonly span: <A>(of: SpanOf, run: () => Promise<A>, told: (result: A) => SpanFacts) => Promise<A>;
  /** What was learnt on the way: the span under way belongs to this meal. */
  readonly belongs: (meal: string | undefined) => void;
  /** The first span of a meal, under the id that every other one names as its parent. */
  readonly first: (meal: string, of: SpanOf, startedAt: Date) => void;
  /** Something that took no time. */
  readonly point: (of: SpanOf) => void;
  readonly source: MetricSource;
  /** Sends what is left, within 5 s. */
  readonly close: () => Promise<void>;
}
