import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';

/** Ids that are decided before the span is made; OpenTelemetry only ever asks a generator for them. */
export interface ForcedIds {
  readonly generator: IdGenerator;
  readonly newSpanId: () => string;
  readonly newTraceId: () => string;
  /** Whatever spans `make` starts have these ids; it must not wait for anything. */
  readonly force: <A>(ids: { readonly traceId: string; readonly spanId: string }, make: () => A) => A;
}

export const createForcedIds = (): ForcedIds => {
  const random = new RandomIdGenerator();
  let forced: { readonly traceId: string; readonly spanId: string } | undefined;
  return {
    generator: {
      generateTraceId: () => forced?.traceId ?? random.generateTraceId(),
      generateSpanId: () => forced?.spanId ?? random.generateSpanId(),
    },
    newSpanId: () => random.generateSpanId(),
    newTraceId: () => random.generateTraceId(),
    force: (ids, make) => {
      forced = ids;
      try {
        return make();
      } finally {
        forced = undefined;
      }
    },
  };
};
