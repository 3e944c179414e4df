import type { JsonSchema } from '@facepay/server';

/** The members of an object as a nested Markdown list; a request's say which may be left out, an answer's which may be absent. */
export const memberLines = (schema: JsonSchema, indent = ''): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    `${indent}- ${code(name)}${schema.required?.includes(name) === true ? '' : ' (optional)'}: ${phrase(member)}`,
    ...memberLines(inside(member), `${indent}  `),
  ]);

const inside = (schema: JsonSchema): JsonSchema => (schema.type === 'array' ? inside(schema.items ?? {}) : schema);

/** What a value may be, in words. */
const phrase = (schema: JsonSchema): string =>
  [kind(schema), ...bounds(schema), ...(schema.description === undefined ? [] : [schema.description])].join('; ');

const kind = ({ type, enum: values, format, items }: JsonSchema): string => {
  if (values !== undefined)
    return values
      .map(code)
      .join(', ')
      .replace(/, (?=[^,]*$)/u, ' or ');
  if (format === 'date-time') return 'time';
  if (format === 'date') return 'day, `YYYY-MM-DD`';
  if (type === 'array')
    return `list of ${items === undefined || Object.keys(items).length === 0 ? 'anything' : phrase(items)}`;
  return type ?? 'anything';
};

const bounds = (schema: JsonSchema): readonly string[] => [
  ...range('', schema.minimum, schema.maximum),
  ...range(' characters', schema.minLength, schema.maxLength),
  ...range(' entries', schema.minItems, schema.maxItems),
  ...(schema.pattern === undefined ? [] : [code(schema.pattern)]),
  ...(schema.default === undefined ? [] : [`default ${schema.default}`]),
];

const range = (unit: string, min: number | undefined, max: number | undefined): readonly string[] => {
  if (min === undefined && max === undefined) return [];
  if (min === max) return [`${min}${unit}`];
  if (max === undefined) return [`${min} or more${unit}`];
  return [min === undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`];
};

/** `a`, `b` or `c`; a list that is told elsewhere is not told here. */
export const either = (values: readonly string[]): string =>
  values.length > 20
    ? `one of ${values.length} words, listed below`
    : [values.slice(0, -1).map(code).join(', '), ...values.slice(-1).map(code)]
        .filter((part) => part !== '')
        .join(' or ');

export const code = (text: string): string => `\`${text}\``;
