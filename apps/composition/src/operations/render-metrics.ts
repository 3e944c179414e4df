import type { MetricFamily, Sample } from './metric.ts';

export const metricsContentType = 'text/plain; version=0.0.4; charset=utf-8';

/** Prometheus text format 0.0.4; families of one name are written as one. */
export const renderMetrics = (families: readonly MetricFamily[]): string =>
  [...Map.groupBy(families, ({ name }) => name).values()].map(renderFamily).join('');

const renderFamily = (same: readonly MetricFamily[]): string => {
  const [first] = same;
  if (first === undefined) return '';
  const { name, help, type } = first;
  const lines = same.flatMap(({ samples }) => samples.map((sample) => renderSample(name, sample)));
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
};

const renderSample = (name: string, { labels, value }: Sample): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${renderValue(value)}\n`;
};

const renderValue = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
};

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
