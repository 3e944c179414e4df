import * as t from 'io-ts';
import { createServer } from 'node:http';
import { readAs } from './read-as.ts';

/** A span as it came, with whom it came from. */
export interface CollectedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly failed: boolean;
  readonly facts: Readonly<Record<string, string>>;
}
export interface TraceCollector {
  readonly endpoint: string;
  readonly spans: () => readonly CollectedSpan[];
  /** Everything that came, as it came. */
  readonly raw: () => string;
  readonly stop: () => Promise<void>;
}

const Value = t.partial({ stringValue: t.string, intValue: t.union([t.string, t.number]) });
const Attributes = t.array(t.type({ key: t.string, value: Value }));
const Export = t.type(
  {
    resourceSpans: t.array(
      t.type({
        resource: t.type({ attributes: Attributes }),
        scopeSpans: t.array(
          t.type({
            spans: t.array(
              t.intersection([
                t.type({ traceId: t.string, spanId: t.string, name: t.string, attributes: Attributes }),
                t.partial({ parentSpanId: t.string, status: t.partial({ code: t.number }) }),
              ]),
            ),
          }),
        ),
      }),
    ),
  },
  'Export',
);

/** The least of an OpenTelemetry collector: OTLP over HTTP, in JSON. */
export const startTraceCollector = async (): Promise<TraceCollector> => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans: () => bodies.flatMap(spansIn),
    raw: () => bodies.join('\n'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const spansIn = (body: string): readonly CollectedSpan[] =>
  readAs(Export, JSON.parse(body)).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = factsOf(resource.attributes)['service.name'] ?? '';
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, attributes, status }) => ({
        service,
        traceId,
        spanId,
        ...(parentSpanId === undefined || parentSpanId === '' ? {} : { parentSpanId }),
        name,
        failed: status?.code === 2,
        facts: factsOf(attributes),
      })),
    );
  });

const factsOf = (attributes: t.TypeOf<typeof Attributes>): Readonly<Record<string, string>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue ?? '')]));
