/** A map that is never changed: `put` copies one drawer of 128, so that a pure step stays cheap. */
export type Shelf<A> = readonly (ReadonlyMap<string, A> | undefined)[];

const drawers = 128;
export const put = <A>(shelf: Shelf<A>, key: string, value: A): Shelf<A> => {
  const copy = shelf.length === 0 ? Array.from<undefined>({ length: drawers }) : shelf.slice();
  copy[drawerOf(key)] = new Map(copy[drawerOf(key)]).set(key, value);
  return copy;
};
export const find = <A>(shelf: Shelf<A>, key: string): A | undefined => shelf[drawerOf(key)]?.get(key);
export const all = <A>(shelf: Shelf<A>): readonly A[] => shelf.flatMap((drawer) => [...(drawer?.values() ?? [])]);

const drawerOf = (key: string): number => {
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (Math.imul(sum, 31) + key.charCodeAt(at)) >>> 0;
  return sum % drawers;
};
