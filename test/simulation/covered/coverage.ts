/**
 * Which faults struck where in the life of a deduction (`simulation.md` §3.5). A bucket is (state edge × fault kind × who
 * made the edge). A fault belongs to an edge when it struck after the deduction was last written, at most 40 s before (a
 * lease and what it takes to claim again), and at a process that had to do with it: any worker for an edge that a worker
 * makes; anybody for one that the server makes, since terminals, people, notices and workers all lead there. An edge near
 * no fault counts under `none`. One look at the clock of each kind, so it costs the same however many faults there are.
 */
export interface Coverage {
  /** A fault came true. `address` is that of the call, where it struck one. */
  readonly met: (process: string, kind: string, address?: string) => void;
  /** A deduction was committed, moved or not. */
  readonly wrote: (process: string, key: string, from: string | undefined, to: string) => void;
  /** How often each bucket was reached. */
  readonly buckets: () => ReadonlyMap<string, number>;
  /** Everything that came true, in the order of time. */
  readonly struck: () => readonly Struck[];
}
export interface Struck {
  readonly atMs: number;
  readonly process: string;
  readonly kind: string;
  readonly address?: string;
}

export const nearMs = 40_000;
export const noFault = 'none';

export const createCoverage = (now: () => number): Coverage => {
  const struck: Struck[] = [];
  const buckets = new Map<string, number>();
  const writtenAt = new Map<string, number>();
  const latest = { worker: new Map<string, number>(), server: new Map<string, number>() };
  const add = (edge: string, kind: string, actor: string): void => {
    const name = bucketOf({ edge, kind, actor });
    buckets.set(name, (buckets.get(name) ?? 0) + 1);
  };
  return {
    met: (process, kind, address) => {
      struck.push({ atMs: now(), process, kind, ...(address === undefined ? {} : { address }) });
      latest.server.set(kind, now());
      if (actorOf(process) === 'worker') latest.worker.set(kind, now());
    },
    wrote: (process, key, from, to) => {
      const since = Math.max(writtenAt.get(key) ?? 0, now() - nearMs);
      writtenAt.set(key, now());
      if (from === to) return;
      const [edge, actor] = [`${from ?? 'new'}>${to}`, actorOf(process)];
      let isNear = false;
      for (const [kind, at] of latest[actor]) {
        if (at < since) continue;
        isNear = true;
        add(edge, kind, actor);
      }
      if (!isNear) add(edge, noFault, actor);
    },
    buckets: () => buckets,
    struck: () => struck,
  };
};

export interface Bucket {
  readonly edge: string;
  readonly kind: string;
  readonly actor: string;
}
const bucketOf = ({ edge, kind, actor }: Bucket): string => `${edge} ${kind} ${actor}`;
export const readBucket = (name: string): Bucket => {
  const [edge = '', kind = '', actor = ''] = name.split(' ');
  return { edge, kind, actor };
};

const actorOf = (process: string): 'worker' | 'server' => (process.startsWith('worker') ? 'worker' : 'server');
