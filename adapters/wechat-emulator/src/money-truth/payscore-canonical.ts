/**
 * A request as it is compared with an earlier one (`payscore-wire.md` §8): parsed JSON, members sorted, null like absent.
 * The order of lists counts.
 */
export const canonicalForm = (value: unknown): string => JSON.stringify(sorted(value)) ?? '';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};
