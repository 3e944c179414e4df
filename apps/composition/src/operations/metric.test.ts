import { describe, expect, test } from 'vitest';
import { createCounter, createGauge } from './metric.ts';
import { renderMetrics } from './render-metrics.ts';

describe('metrics', () => {
  test('INV-88 a label that is not in its closed set is not shown', () => {
    const counter = createCounter({ name: 'meals_total', help: 'Meals.' }, { state: ['paid', 'held'] as string[] });
    counter.add({ state: '13800000001' });
    counter.add({ state: 'paid' }, 2);
    expect(renderMetrics([counter.family()])).toBe(
      '# HELP meals_total Meals.\n# TYPE meals_total counter\n' +
        'meals_total{state="paid"} 2\nmeals_total{state="held"} 0\nmeals_total{state="other"} 1\n',
    );
  });

  test('a counter never falls', () => {
    const counter = createCounter({ name: 'meals_total', help: 'Meals.' }, {});
    counter.add({}, 3);
    counter.add({}, -5);
    expect(counter.family().samples).toEqual([{ labels: {}, value: 3 }]);
  });

  test('a gauge shows its last value, each combination of labels its own', () => {
    const gauge = createGauge({ name: 'age_seconds', help: 'Age.' }, { queue: ['a', 'b'] });
    gauge.set({ queue: 'a' }, 7);
    gauge.set({ queue: 'a' }, 0.5);
    expect(gauge.family().samples.map(({ value }) => value)).toEqual([0.5, 0]);
  });

  test('many combinations appear only when they happen', () => {
    const many = Array.from({ length: 65 }, (_, index) => `r${index}`);
    const counter = createCounter({ name: 'answers_total', help: 'Answers.' }, { route: many });
    counter.add({ route: 'r7' });
    expect(counter.family().samples).toEqual([{ labels: { route: 'r7' }, value: 1 }]);
  });
});

const gauge = (name: string, value: number, labels = {}, help = 'h') => ({
  name,
  help,
  type: 'gauge' as const,
  samples: [{ labels, value }],
});

describe('text format 0.0.4', () => {
  test('quotes, backslashes and line ends are escaped where the format says', () => {
    expect(renderMetrics([gauge('a', 1, { l: 'x"y\\z\n' }, 'one\ntwo "\\"')])).toBe(
      '# HELP a one\\ntwo "\\\\"\n# TYPE a gauge\na{l="x\\"y\\\\z\\n"} 1\n',
    );
  });

  test('what is no finite number is written as Prometheus writes it', () => {
    const text = renderMetrics([gauge('a', Number.NaN), gauge('b', Infinity), gauge('c', -Infinity)]);
    expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual(['a NaN', 'b +Inf', 'c -Inf', '']);
  });

  test('one name is one family, whoever measured it', () => {
    const text = renderMetrics([gauge('a', 1, { of: 'x' }), gauge('b', 2), gauge('a', 3, { of: 'y' })]);
    expect(text.match(/# TYPE a /gu)).toHaveLength(1);
    expect(text).toContain('a{of="x"} 1\na{of="y"} 3\n');
  });
});
