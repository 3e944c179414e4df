import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { createCounter, type MetricSource } from '../operations/metric.ts';

/** The same exporter, counted: a collector that is away costs traces, never meals, and must not go unnoticed. */
export const countedExporter = (
  exporter: SpanExporter,
): { readonly exporter: SpanExporter; readonly source: MetricSource } => {
  const spans = createCounter(
    { name: 'facepay_spans_total', help: 'Spans handed to the collector, by what became of them.' },
    { outcome: ['exported', 'lost'] },
  );
  return {
    exporter: {
      export: (batch, done) =>
        exporter.export(batch, (result) => {
          const code: number = result.code;
          spans.add({ outcome: code === exported ? 'exported' : 'lost' }, batch.length);
          done(result);
        }),
      shutdown: () => exporter.shutdown(),
      forceFlush: async () => exporter.forceFlush?.(),
    },
    source: () => [spans.family()],
  };
};

/** `ExportResultCode.SUCCESS`. */
const exported = 0;
