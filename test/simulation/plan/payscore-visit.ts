/** One person who uses a service first and pays for it later, by Pay Score and without confirming. */
export interface PayscoreVisit {
  /** Milliseconds since the start, when the order is opened. */
  readonly at: number;
  readonly stayMs: number;
  readonly totalFen: number;
  readonly ending: 'complete' | 'complete-for-nothing' | 'cancel';
  /** What the deduction engine finds: money, money after some failures, or never any. */
  readonly money: 'there' | 'late' | 'never';
  /** What becomes of a bill that is awaited, so long after it was known to be. */
  readonly move?: { readonly type: 'modify' | 'sync' | 'cancel' | 'pay'; readonly afterMs: number };
}
