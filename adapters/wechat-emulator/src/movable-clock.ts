/** The emulator's time; the control plane moves it. Epoch milliseconds. */
export interface MovableClock {
  readonly now: () => number;
  readonly speed: () => number;
  readonly advance: (byMs: number) => void;
  readonly set: (now: number) => void;
  /** How many milliseconds pass here in one of the base clock; 0 stands still. */
  readonly setSpeed: (speed: number) => void;
  /** Base time until this clock shows `at`; undefined when it never will. */
  readonly baseMsUntil: (at: number) => number | undefined;
  readonly anchor: () => ClockAnchor;
}

/** At base time `baseAt` the clock showed `at`, and ran at `speed`. */
export interface ClockAnchor {
  readonly baseAt: number;
  readonly at: number;
  readonly speed: number;
}

export interface MovableClockOptions {
  readonly anchor?: ClockAnchor | undefined;
  /** Told after each move, so that it can be kept and sleepers woken. */
  readonly moved?: ((anchor: ClockAnchor) => void) | undefined;
}

export const createMovableClock = (base: () => number, options: MovableClockOptions = {}): MovableClock => {
  const start = base();
  let anchor: ClockAnchor = options.anchor ?? { baseAt: start, at: start, speed: 1 };
  const now = () => Math.floor(anchor.at + (base() - anchor.baseAt) * anchor.speed);
  const move = (at: number, speed: number): void => {
    anchor = { baseAt: base(), at, speed };
    options.moved?.(anchor);
  };
  return {
    now,
    speed: () => anchor.speed,
    advance: (byMs) => move(now() + byMs, anchor.speed),
    set: (at) => move(at, anchor.speed),
    setSpeed: (speed) => move(now(), speed),
    baseMsUntil: (at) => {
      const wait = at - now();
      if (wait <= 0) return 0;
      return anchor.speed > 0 ? Math.ceil(wait / anchor.speed) : undefined;
    },
    anchor: () => anchor,
  };
};
