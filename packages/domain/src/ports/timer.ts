/** Waiting, so that it can be simulated. */
export interface Timer {
  /** Resolves after that time (24 days at most), or at once when `stop` fires first. */
  readonly sleep: (ms: number, stop?: AbortSignal) => Promise<void>;
}
