const ours = new WeakSet();

/**
 * A deep, frozen copy, as JSON would carry it (a property that is undefined is absent), so that nobody can change what
 * is stored and both storages return the same. What was copied before is shared, not copied again.
 */
export const frozenCopy = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ours.has(value)) return value;
  const copy: unknown = Array.isArray(value)
    ? value.map((item: unknown) => frozenCopy(item))
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, inner]) => inner !== undefined)
          .map(([name, inner]) => [name, frozenCopy<unknown>(inner)]),
      );
  const frozen = Object.freeze(copy as T & object);
  ours.add(frozen);
  return frozen;
};
