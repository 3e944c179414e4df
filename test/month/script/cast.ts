import type { Pupil } from './step.ts';

/** Who has something to tell; all others just eat. Numbers are places in the roster. */
export const cast = {
  /** No quota for advances: what the account does not cover fails, and is charged on a later day. */
  short: [0, 1, 2, 3, 4, 5, 6, 7],
  /** WeChat advances three meals, then refuses; the parents repay and fill the account. */
  advanced: [8, 9, 10, 11, 12, 13],
  /** Repays and stays poor: three more advances. */
  advancedAgain: [14],
  /** Never repays; two advances are open when the month ends. */
  owing: [15],
  /** The school wants to end a contract in debt: refused, then repaid, then ended. */
  endedInDebt: [16],
  /** Ended by the parents and signed again; what was held meanwhile is approved, or given up. */
  signedAgain: [17, 18],
  /** The parents allow so much a day; what passes it is given up, or eaten another day. */
  pocketMoney: [20, 21, 22, 23, 24],
  blocked: [25],
} as const satisfies Readonly<Record<string, readonly Pupil[]>>;

/** From here on nothing happens to anybody, so a second plate changes nothing either. */
export const firstOrdinary = 30;
