/** What time it is, and how far that may be off either way; milliseconds. */
export interface ClockReading {
  /** Epoch milliseconds, whole. */
  readonly atMs: number;
  readonly uncertaintyMs: number;
  /** False since the start of the program until the server's clock was seen, and what was seen was confirmed. */
  readonly measured: boolean;
}

/** The server's clock, seen in an answer; both ends by the monotonic clock. */
interface ServerTimeSeen {
  readonly serverAtMs: number;
  /** The server cut its time down to a multiple of this. */
  readonly resolutionMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/**
 * The time of sales: the device's monotonic time plus a measured offset (INV-64). The wall clock is read once, when the program
 * starts; whatever it does later (1970, a year ahead, drift) changes no sale.
 */
export interface DeviceClock {
  readonly now: () => number;
  readonly read: () => ClockReading;
  readonly learn: (seen: ServerTimeSeen) => void;
  /** Milliseconds since some moment; never set, only for durations. */
  readonly monotonicNow: () => number;
}

/** An answer may be damaged on its way: one that contradicts what was known, be it the wall clock alone, needs a second one. */
const plausibleMs = 2000;

/** From monotonic to true time, and when that was measured. */
interface Offset {
  readonly ms: number;
  readonly uncertaintyMs: number;
  readonly takenMs: number;
}

export const createDeviceClock = (
  deps: { readonly now: () => number; readonly monotonicNow?: () => number },
  settings: { readonly clockUnmeasuredMs: number; readonly clockDriftPpm: number },
): DeviceClock => {
  const monotonicNow = deps.monotonicNow ?? deps.now;
  const startedMs = monotonicNow();
  let offset: Offset = { ms: deps.now() - startedMs, uncertaintyMs: settings.clockUnmeasuredMs, takenMs: startedMs };
  let measured = false;
  let suspected: Offset | undefined;
  const driftOver = (ms: number): number => (Math.abs(ms) * settings.clockDriftPpm) / 1e6;
  const uncertaintyAt = (monotonicMs: number): number => offset.uncertaintyMs + driftOver(monotonicMs - offset.takenMs);
  const agree = (one: Offset, other: Offset): boolean =>
    Math.abs(one.ms - other.ms) <= one.uncertaintyMs + other.uncertaintyMs + driftOver(other.takenMs - one.takenMs);
  const read = (): ClockReading => {
    const monotonicMs = monotonicNow();
    return {
      // A wall clock before 1970 is as wrong as one in it, and a voucher cannot write it.
      atMs: Math.max(0, Math.floor(monotonicMs + offset.ms)),
      uncertaintyMs: Math.ceil(uncertaintyAt(monotonicMs)),
      measured,
    };
  };
  return {
    now: () => read().atMs,
    read,
    learn: ({ serverAtMs, resolutionMs, sentMs, receivedMs }) => {
      const ms = serverAtMs + resolutionMs / 2 - (sentMs + receivedMs) / 2;
      const uncertaintyMs = resolutionMs / 2 + Math.abs(receivedMs - sentMs) / 2;
      const seen = { ms, uncertaintyMs, takenMs: receivedMs };
      const isConfirmed = suspected !== undefined && agree(suspected, seen);
      if (measured && agree(offset, seen)) {
        suspected = undefined;
        // The sharper measurement stays, until it has aged past the new one.
        if (uncertaintyMs <= uncertaintyAt(receivedMs)) offset = seen;
      } else if (isConfirmed || (!measured && Math.abs(ms - offset.ms) <= plausibleMs)) {
        [offset, suspected, measured] = [seen, undefined, true];
      } else {
        suspected = seen;
        // Good enough to date a request with, whose answer confirms it (BAD-43), and not to date a sale.
        if (!measured) offset = { ...seen, uncertaintyMs: settings.clockUnmeasuredMs };
      }
    },
    monotonicNow,
  };
};
