import { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { AsyncLocalStorage } from 'node:async_hooks';
import { countedExporter } from './counted-exporter.ts';
import { createForcedIds } from './forced-ids.ts';
import { rootSpanIdOf, traceIdOf } from './meal-of.ts';
import type { SpanFacts, SpanOf, Tracing } from './tracing.ts';

export interface TracingOptions {
  /** Of an OTLP/HTTP collector, such as `http://127.0.0.1:4318`. */
  readonly endpoint: string;
  /** Such as `facepay-server`. */
  readonly service: string;
}

/** A span under way. Which trace it belongs to may be learnt late: it is handed over when it ends. */
interface Frame {
  readonly spanId: string;
  readonly parent: Frame | undefined;
  meal: string | undefined;
  /** Its trace where no meal is known; the parent's, so that both stay together. */
  readonly otherTrace: string;
}

/** Spans to a collector over OTLP/HTTP, in batches, off the path of whoever waits for an answer. */
export const openTracing = ({ endpoint, service }: TracingOptions): Tracing => {
  const counted = countedExporter(
    new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/u, '')}/v1/traces`, timeoutMillis: 5_000 }),
  );
  const ids = createForcedIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    idGenerator: ids.generator,
    spanProcessors: [
      new BatchSpanProcessor({ exporter: counted.exporter, scheduledDelayMillis: 1_000, exportTimeoutMillis: 5_000 }),
    ],
  });
  const tracer = provider.getTracer('facepay');
  const frames = new AsyncLocalStorage<Frame>();

  const record = (of: SpanOf, at: { traceId: string; spanId: string; parent?: string }, startedAt: Date): void => {
    const context =
      at.parent === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, {
            traceId: at.traceId,
            spanId: at.parent,
            traceFlags: TraceFlags.SAMPLED,
            isRemote: true,
          });
    const { name, kind, facts = {} } = of;
    const span = ids.force(at, () =>
      tracer.startSpan(name, { kind, attributes: facts, startTime: startedAt }, context),
    );
    if (facts['facepay.failure'] !== undefined)
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(facts['facepay.failure']) });
    span.end();
  };
  const finish = (of: SpanOf, frame: Frame, startedAt: Date): void => {
    const { spanId, meal, parent } = frame;
    if (meal === undefined)
      record(
        of,
        { traceId: frame.otherTrace, spanId, ...(parent === undefined ? {} : { parent: parent.spanId }) },
        startedAt,
      );
    else record(of, { traceId: traceIdOf(meal), spanId, parent: parent?.spanId ?? rootSpanIdOf(meal) }, startedAt);
  };
  const frameOf = (meal: string | undefined): Frame => {
    const parent = frames.getStore();
    const otherTrace = parent?.otherTrace ?? ids.newTraceId();
    return { spanId: ids.newSpanId(), parent, meal: meal ?? parent?.meal, otherTrace };
  };

  return {
    span: async (of, run, told) => {
      const frame = frameOf(of.meal);
      const startedAt = new Date();
      let facts: SpanFacts = { 'facepay.failure': 'Thrown' };
      try {
        const result = await frames.run(frame, run);
        facts = told(result);
        return result;
      } finally {
        finish({ ...of, facts: { ...of.facts, ...facts } }, frame, startedAt);
      }
    },
    belongs: (meal) => {
      if (meal === undefined) return;
      for (let frame = frames.getStore(); frame !== undefined; frame = frame.parent) frame.meal ??= meal;
    },
    first: (meal, of, startedAt) => {
      record(of, { traceId: traceIdOf(meal), spanId: rootSpanIdOf(meal) }, startedAt);
    },
    point: (of) => finish(of, frameOf(of.meal), new Date()),
    source: counted.source,
    close: () => provider.shutdown(),
  };
};
