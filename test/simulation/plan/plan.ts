import type { FaultRule } from '@facepay/wechat-emulator';

/** Everything a run does, as plain data: the same plan is the same run. */
export interface Plan {
  readonly seed: number;
  readonly world: WorldPlan;
  readonly pupils: readonly PupilPlan[];
  readonly ops: readonly Op[];
  /** Addressed by (process, port, nth call), never drawn on the fly, so that removing one moves no other. */
  readonly faults: readonly Fault[];
  /** From then on nothing goes wrong any more. Milliseconds since the start, as all times here. */
  readonly healAt: number;
}

export interface WorldPlan {
  /** Epoch milliseconds at the start. */
  readonly startAt: number;
  readonly workers: 1 | 2;
  /** 1 yuan a day for the whole merchant number (INV-28). */
  readonly testMerchant: boolean;
  readonly dayLimitFen?: number;
  readonly transactionNotices: boolean;
  /** The platform certificate is configured, or has to be downloaded first. */
  readonly knowsCertificate: boolean;
  readonly failedOrder: 'PAYERROR' | 'ORDER_CLOSED';
  /** Counters of the canteen; by default one. */
  readonly counters?: 1 | 2 | 4;
  /** When its terminals are switched on, milliseconds since the start; by default always. */
  readonly openHours?: readonly OpenHours[];
}
export interface OpenHours {
  readonly from: number;
  readonly to: number;
}

export interface PupilPlan {
  readonly outUserId: string;
  readonly name: string;
  readonly phone: string;
  readonly faceSeed: number;
  readonly balanceFen: number;
  readonly advanceQuota: boolean;
}

export type Op = { readonly at: number } & (
  | { readonly type: 'sale'; readonly pupil: number; readonly amountFen: number; readonly counter?: CounterIndex }
  | { readonly type: 'stranger'; readonly faceSeed: number; readonly amountFen: number }
  | { readonly type: 'terminate'; readonly pupil: number; readonly by: 'school' | 'payer' }
  | { readonly type: 'disable'; readonly pupil: number }
  | { readonly type: 'top-up'; readonly pupil: number; readonly balanceFen: number }
  | { readonly type: 'repay'; readonly pupil: number }
  /** What the emulated gateway itself does wrong: F-17 to F-20, F-23, F-25. */
  | { readonly type: 'gateway'; readonly rule: FaultRule }
  /** A person decides about everything that is held. */
  | { readonly type: 'operator'; readonly decision: Decision }
  | Trouble
);

/** Behind the last of the counters comes the copy that somebody made of counter 1, where there is one. */
export type CounterIndex = 0 | 1 | 2 | 3 | 4;
export type Decision = 'release' | 'give-up';
/** What goes wrong at the counters, in the office and by malice. */
export type Trouble =
  /** F-4, F-28. */
  | { readonly type: 'offline'; readonly counter: CounterIndex; readonly forMs: number }
  /** F-10, F-11: a wall clock is off for a while; a terminal looks at it when it starts, so it is switched off and on. */
  | { readonly type: 'clock'; readonly process: string; readonly offsetMs: number; readonly forMs: number }
  /** F-29: the power goes between minting the next voucher and showing it. */
  | { readonly type: 'power-cut'; readonly counter: CounterIndex }
  /** F-30: from now on two boxes sell under one key. */
  | { readonly type: 'clone' }
  /** F-30: the disk of now comes back later, over everything that was sold since. */
  | { readonly type: 'restore'; readonly counter: CounterIndex; readonly afterMs: number }
  /** The school blocks a pupil, for a while or for good. */
  | { readonly type: 'block'; readonly pupil: number; readonly forMs?: number }
  /** F-33: of one pupil, or of the whole school. */
  | { readonly type: 'limits'; readonly pupil?: number; readonly dayLimitFen: number }
  | { readonly type: 'roster'; readonly pupil: number; readonly phone: string }
  | { readonly type: 'presign'; readonly pupil: number }
  /** F-34, BAD-58: two people decide about everything that is held, at the same moment. */
  | { readonly type: 'two-operators'; readonly decisions: readonly [Decision, Decision] }
  /** BAD-41 to BAD-52, BAD-55, BAD-60, BAD-63, BAD-79, BAD-80: a script of `hostile/`. */
  | { readonly type: 'hostile'; readonly attack: Attack };
export type Attack = 'requests' | 'vouchers' | 'chain' | 'rush' | 'tenants';

/** At any port: F-7 and F-13. */
export type PortFault = 'crash-before' | 'crash-after' | 'lost-answer' | 'refused';
/** On the way of a request or its answer: F-1, F-2, F-3, F-5, F-6, F-17, F-18. */
export type NetworkFault =
  | 'crash-before'
  | 'crash-after'
  | 'lost-request'
  | 'lost-answer'
  | 'unreachable'
  | 'duplicate'
  | 'late'
  | 'late-answer'
  | 'flipped-request'
  | 'flipped-answer'
  | 'truncated-answer'
  | 'error-before'
  | 'error-after'
  | 'unsigned-answer';

export interface Fault {
  readonly process: string;
  readonly port: string;
  /** From 1, counted over all lives of the process. */
  readonly call: number;
  readonly kind: PortFault | NetworkFault;
  /** For what is late, and for the second copy. */
  readonly delayMs?: number;
}
