/** What time it is, and how far that may be off either way; milliseconds. */
export interface ClockReading {
  /** Epoch milliseconds, whole. */
  readonly atMs: number;
  readonly uncertaintyMs: number;
  /** False since the start of the program until the server's clock was seen once: then the time is only the wall clock's word. */
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

export const createDeviceClock = (
  deps: { readonly now: () => number; readonly monotonicNow?: () => number },
  settings: { readonly clockUnmeasuredMs: number; readonly clockDriftPpm: number },
): DeviceClock => {
  const monotonicNow = deps.monotonicNow ?? deps.now;
  const startedMs = monotonicNow();
  let offset = { ms: deps.now() - startedMs, uncertaintyMs: settings.clockUnmeasuredMs, takenMs: startedMs };
  let measured = false;
  const uncertaintyAt = (monotonicMs: number): number =>
    offset.uncertaintyMs + (Math.abs(monotonicMs - offset.takenMs) * settings.clockDriftPpm) / 1e6;
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
      const before = uncertaintyAt(receivedMs);
      const contradicts = Math.abs(ms - offset.ms) > before + uncertaintyMs;
      // The sharper measurement stays, until it has aged past the new one or is shown to be wrong.
      if (measured && uncertaintyMs > before && !contradicts) return;
      offset = { ms, uncertaintyMs, takenMs: receivedMs };
      measured = true;
    },
    monotonicNow,
  };
};
