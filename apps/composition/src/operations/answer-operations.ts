import type { Logger } from '@facepay/domain';
import type { MetricSource } from './metric.ts';
import type { NotReady } from './readiness.ts';
import { metricsContentType, renderMetrics } from './render-metrics.ts';

export interface OperationsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The three looks at a process; GET and HEAD only. Never rejects. */
export const createAnswerOperations =
  (deps: {
    readonly metrics: readonly MetricSource[];
    readonly ready: () => Promise<readonly NotReady[]>;
    readonly logger: Logger;
  }) =>
  async (method: string, target: string): Promise<OperationsAnswer> => {
    const look = looks[target.replace(/\?.*$/su, '')];
    if (look === undefined) return json(404, { status: 'not-found' });
    if (method !== 'GET' && method !== 'HEAD')
      return json(405, { status: 'method-not-allowed' }, { allow: 'GET, HEAD' });
    try {
      return await look(deps);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.name : typeof cause; // a message may quote an input (INV-88)
      deps.logger.warn('look failed', { reason });
      return json(500, { status: 'failed' });
    }
  };

type Look = (deps: Parameters<typeof createAnswerOperations>[0]) => OperationsAnswer | Promise<OperationsAnswer>;
const looks: Readonly<Record<string, Look>> = Object.assign(Object.create(null), {
  '/healthz': () => json(200, { status: 'alive' }),
  '/readyz': async ({ ready }) => {
    const reasons = await ready();
    return reasons.length === 0 ? json(200, { status: 'ready' }) : json(503, { status: 'not-ready', reasons });
  },
  '/metrics': ({ metrics }) => answerOf(200, metricsContentType, renderMetrics(metrics.flatMap((source) => source()))),
} satisfies Record<string, Look>);

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): OperationsAnswer => {
  const answer = answerOf(status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`);
  return { ...answer, headers: { ...answer.headers, ...headers } };
};
const answerOf = (status: number, contentType: string, body: string): OperationsAnswer => ({
  status,
  headers: { 'content-type': contentType, 'cache-control': 'no-store' },
  body,
});
