/** What was seen, counted: a run that saw too little has shown nothing (INV-103). */
export interface Tally {
  readonly see: (what: string) => void;
  readonly count: (what: string) => number;
  readonly all: () => ReadonlyMap<string, number>;
}
export const createTally = (): Tally => {
  const counts = new Map<string, number>();
  return {
    see: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    count: (what) => counts.get(what) ?? 0,
    all: () => counts,
  };
};
