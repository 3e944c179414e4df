import { createCounter, type MetricSource } from '@facepay/composition';

/** What a metric shows; only ever rises. */
export type CounterName =
  | 'requests'
  | 'noticesTakenIn'
  | 'noticesRefused'
  /** Signed too long ago or ahead of time: replays, or our clock is wrong (BAD-90). */
  | 'noticesOutsideWindow'
  /** WeChat's own tests of us (INV-47). */
  | 'noticeProbes'
  | 'deviceRefusals'
  | 'accessRefusals'
  | 'internalErrors';

interface Served {
  readonly method: string;
  /** The template, such as `/v1/organizations/{organizationId}`. */
  readonly path: string;
}

export interface ServerCounters {
  readonly count: (name: CounterName) => void;
  /** One answer; `undefined` where no route was met. */
  readonly answered: (route: Served | undefined, status: number) => void;
  readonly values: () => Readonly<Record<CounterName, number>>;
  /** The same, as `/metrics` shows it. */
  readonly source: MetricSource;
}

/** `served` are the only routes that can become labels; nothing that a caller wrote does (INV-88). */
export const createServerCounters = (served: readonly Served[] = []): ServerCounters => {
  const values: Record<CounterName, number> = {
    requests: 0,
    noticesTakenIn: 0,
    noticesRefused: 0,
    noticesOutsideWindow: 0,
    noticeProbes: 0,
    deviceRefusals: 0,
    accessRefusals: 0,
    internalErrors: 0,
  };
  const answers = createCounter(
    { name: 'facepay_http_answers_total', help: 'Answers of the API, by route and class of status.' },
    {
      method: [...new Set(served.map(({ method }) => method))],
      route: [...new Set(served.map(({ path }) => path))],
      status: statusClasses,
    },
  );
  /** By class of status; only `/metrics` needs them under their labels. */
  const untold = new Map<Served | undefined, number[]>();
  const tell = (): void => {
    for (const [route, counts] of untold)
      for (const [index, count] of counts.entries())
        if (count > 0)
          answers.add(
            { method: route?.method ?? 'other', route: route?.path ?? 'other', status: statusClasses[index] ?? '5xx' },
            count,
          );
    untold.clear();
  };
  return {
    count: (name) => {
      values[name] += 1;
    },
    answered: (route, status) => {
      const counts = untold.get(route) ?? statusClasses.map(() => 0);
      const index = Math.min(Math.max(Math.floor(status / 100), 1), statusClasses.length) - 1;
      counts[index] = (counts[index] ?? 0) + 1;
      untold.set(route, counts);
    },
    values: () => ({ ...values }),
    source: () => {
      tell();
      return [
        ...Object.entries(metricOf).map(([name, metric]) => ({
          ...metric,
          type: 'counter' as const,
          samples: [{ labels: {}, value: values[name as CounterName] }],
        })),
        answers.family(),
      ];
    },
  };
};

const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

const metricOf: Readonly<Record<CounterName, { readonly name: string; readonly help: string }>> = {
  requests: { name: 'facepay_http_requests_total', help: 'Requests that reached the API.' },
  noticesTakenIn: { name: 'facepay_notices_taken_in_total', help: 'Notices of WeChat that are durable here.' },
  noticesRefused: { name: 'facepay_notices_refused_total', help: 'Notices refused, probes among them.' },
  noticesOutsideWindow: {
    name: 'facepay_notices_outside_window_total',
    help: 'Notices refused for their time: replays, or the clock of this server is wrong.',
  },
  noticeProbes: { name: 'facepay_notice_probes_total', help: "WeChat's own tests of our verification." },
  deviceRefusals: { name: 'facepay_device_refusals_total', help: 'Requests of terminals without a good signature.' },
  accessRefusals: { name: 'facepay_access_refusals_total', help: 'Requests without a token that allows them.' },
  internalErrors: { name: 'facepay_internal_errors_total', help: 'Requests that met a fault of ours.' },
};
