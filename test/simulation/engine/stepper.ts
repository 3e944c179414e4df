/** One thread, one heap of events, virtual time in milliseconds (fractions order what a clock calls simultaneous). */
export interface Stepper {
  readonly now: () => number;
  readonly at: (time: number, run: () => void) => void;
  readonly after: (ms: number, run: () => void) => void;
  /** One event after the other, each followed until no promise moves; ends when `isOver` says so or nothing is left. */
  readonly run: (until: number, isOver: () => boolean) => Promise<void>;
  readonly steps: () => number;
}

interface Event {
  readonly time: number;
  /** Equal times run in the order in which they were asked for. */
  readonly order: number;
  readonly run: () => void;
}

// Kept from before the globals are trapped: the only real timer of a simulation.
const realTurn = setImmediate;
const quiescence = (): Promise<void> => new Promise((resolve) => realTurn(resolve));

export const createStepper = (): Stepper => {
  const heap: Event[] = [];
  let [now, order, steps] = [0, 0, 0];
  const at = (time: number, run: () => void): void => {
    order += 1;
    push(heap, { time: Math.max(time, now), order, run });
  };
  return {
    now: () => now,
    at,
    after: (ms, run) => at(now + ms, run),
    run: async (until, isOver) => {
      for (let next = heap[0]; next !== undefined && next.time <= until; next = heap[0]) {
        pop(heap);
        now = next.time;
        steps += 1;
        next.run();
        await quiescence();
        if (isOver()) return;
      }
    },
    steps: () => steps,
  };
};

const before = (a: Event, b: Event): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

const push = (heap: Event[], event: Event): void => {
  let at = heap.length;
  heap.push(event);
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || !before(event, parent)) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = event;
};

const pop = (heap: Event[]): void => {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) break;
    const goRight = right !== undefined && before(right, left);
    const child = goRight ? right : left;
    if (!before(child, last)) break;
    heap[at] = child;
    at = 2 * at + (goRight ? 2 : 1);
  }
  heap[at] = last;
};
