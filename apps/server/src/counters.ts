/** What a metric later shows; only ever rises. */
export type CounterName =
  | 'requests'
  | 'noticesTakenIn'
  | 'noticesRefused'
  /** WeChat's own tests of us (INV-47). */
  | 'noticeProbes'
  | 'deviceRefusals'
  | 'accessRefusals'
  | 'internalErrors';

export interface ServerCounters {
  readonly count: (name: CounterName) => void;
  readonly values: () => Readonly<Record<CounterName, number>>;
}

export const createServerCounters = (): ServerCounters => {
  const values: Record<CounterName, number> = {
    requests: 0,
    noticesTakenIn: 0,
    noticesRefused: 0,
    noticeProbes: 0,
    deviceRefusals: 0,
    accessRefusals: 0,
    internalErrors: 0,
  };
  return {
    count: (name) => {
      values[name] += 1;
    },
    values: () => ({ ...values }),
  };
};
