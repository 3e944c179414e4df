/**
 * Delta debugging (Zeller, Hildebrandt 2002): a part of the list, in its order, that still fails, and of which no single
 * item can be left out. Asks `fails` in an order that depends on the list and the answers alone.
 */
export const ddmin = async <A>(
  items: readonly A[],
  fails: (rest: readonly A[]) => Promise<boolean>,
): Promise<readonly A[]> => {
  if (items.length === 0 || (await fails([]))) return [];
  let [left, parts] = [items, 2];
  while (left.length >= 2) {
    const smaller = await smallerOf(left, parts, fails);
    if (smaller !== undefined) {
      left = smaller.rest;
      parts = smaller.parts;
    } else if (parts >= left.length) break;
    else parts = Math.min(left.length, 2 * parts);
  }
  return left;
};

/** One part alone, or all but one part. */
const smallerOf = async <A>(
  items: readonly A[],
  parts: number,
  fails: (rest: readonly A[]) => Promise<boolean>,
): Promise<{ readonly rest: readonly A[]; readonly parts: number } | undefined> => {
  const cuts = Array.from({ length: parts + 1 }, (_, index) => Math.floor((index * items.length) / parts));
  const spans = cuts.slice(1).map((to, index) => [cuts[index] ?? 0, to] as const);
  if (parts === 2 || items.length > 8)
    for (const [from, to] of spans) {
      const rest = items.slice(from, to);
      if (await fails(rest)) return { rest, parts: 2 };
    }
  if (parts === 2) return undefined; // all but one half is the other half
  for (const [from, to] of spans) {
    const rest = [...items.slice(0, from), ...items.slice(to)];
    if (await fails(rest)) return { rest, parts: Math.max(2, parts - 1) };
  }
  return undefined;
};
