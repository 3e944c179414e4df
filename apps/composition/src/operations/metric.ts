/** One measured thing and its present values, as Prometheus reads it. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly Sample[];
}
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
/** Asked at each reading of `/metrics`. */
export type MetricSource = () => readonly MetricFamily[];

/** Each label with every value it may ever have: no id and no person can become one (INV-88). */
export type LabelSets = Readonly<Record<string, readonly string[]>>;
type LabelsOf<L extends LabelSets> = { readonly [K in keyof L]: L[K][number] };

interface Metric {
  readonly name: string;
  readonly help: string;
}
/** Only ever rises. */
export interface Counter<L extends LabelSets> {
  readonly add: (labels: LabelsOf<L>, by?: number) => void;
  readonly family: () => MetricFamily;
}
/** Rises and falls. */
export interface Gauge<L extends LabelSets> {
  readonly set: (labels: LabelsOf<L>, value: number) => void;
  readonly family: () => MetricFamily;
}

/** What a label shows that is not in its set. */
const otherLabel = 'other';
/** Where there are no more combinations than these, each is there with 0 from the start: a rate needs a first value. */
const shownFromTheStartMax = 64;

export const createCounter = <const L extends LabelSets>(metric: Metric, sets: L): Counter<L> => {
  const values = createValues(sets);
  return {
    add: (labels, by = 1) => values.change(labels, (before) => before + Math.max(0, by)),
    family: () => ({ ...metric, type: 'counter', samples: values.samples() }),
  };
};

export const createGauge = <const L extends LabelSets>(metric: Metric, sets: L): Gauge<L> => {
  const values = createValues(sets);
  return {
    set: (labels, value) => values.change(labels, () => value),
    family: () => ({ ...metric, type: 'gauge', samples: values.samples() }),
  };
};

const createValues = (sets: LabelSets) => {
  const closed = Object.entries(sets).map(([name, values]) => [name, new Set(values)] as const);
  const series = new Map<string, { readonly labels: Sample['labels']; value: number }>();
  const seriesOf = (given: Readonly<Record<string, string>>) => {
    const pairs = closed.map(([name, values]): [string, string] => {
      const value = given[name];
      return [name, value !== undefined && values.has(value) ? value : otherLabel];
    });
    const key = pairs.map(([, value]) => value).join('\n');
    const known = series.get(key);
    if (known !== undefined) return known;
    const fresh = { labels: Object.fromEntries(pairs), value: 0 };
    series.set(key, fresh);
    return fresh;
  };
  const all = combinations(Object.entries(sets));
  if (all.length <= shownFromTheStartMax) for (const labels of all) seriesOf(labels);
  return {
    change: (labels: Readonly<Record<string, string>>, to: (before: number) => number): void => {
      const one = seriesOf(labels);
      one.value = to(one.value);
    },
    samples: (): readonly Sample[] => [...series.values()].map(({ labels, value }) => ({ labels, value })),
  };
};

const combinations = (sets: readonly (readonly [string, readonly string[]])[]): readonly Sample['labels'][] =>
  sets.reduce<readonly Sample['labels'][]>(
    (made, [name, values]) => made.flatMap((labels) => values.map((value) => ({ ...labels, [name]: value }))),
    [{}],
  );
