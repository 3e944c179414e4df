export interface PublishedSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, PublishedSchema>>;
  readonly required?: readonly string[];
  readonly items?: PublishedSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

/** Where a value is not what the published schema says; the part of JSON Schema that the server uses. */
export const schemaFaults = (schema: PublishedSchema, value: unknown, at = '$'): readonly string[] => {
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) return [`${at}: not in the list`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(String(value))) return [`${at}: pattern`];
  switch (schema.type) {
    case 'object':
      return objectFaults(schema, value, at);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => schemaFaults(schema.items ?? {}, item, `${at}[${index}]`))
        : [`${at}: no array`];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${at}: no whole number`];
    case undefined:
      return [];
    default:
      return typeof value === schema.type ? [] : [`${at}: no ${schema.type}`];
  }
};

const objectFaults = (schema: PublishedSchema, value: unknown, at: string): readonly string[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`];
  const { properties = {}, required = [] } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name}: missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, member]) => {
      const known = properties[name];
      return known === undefined ? [`${at}.${name}: not published`] : schemaFaults(known, member, `${at}.${name}`);
    }),
  ];
};
