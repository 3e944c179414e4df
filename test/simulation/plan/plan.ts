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
  | { readonly type: 'sale'; readonly pupil: number; readonly amountFen: number }
  | { readonly type: 'stranger'; readonly faceSeed: number; readonly amountFen: number }
  | { readonly type: 'terminate'; readonly pupil: number; readonly by: 'school' | 'payer' }
  | { readonly type: 'disable'; readonly pupil: number }
  | { readonly type: 'top-up'; readonly pupil: number; readonly balanceFen: number }
  | { readonly type: 'repay'; readonly pupil: number }
  /** What the emulated gateway itself does wrong: F-17 to F-20, F-23, F-25. */
  | { readonly type: 'gateway'; readonly rule: FaultRule }
  /** A person decides about everything that is held. */
  | { readonly type: 'operator'; readonly decision: 'release' | 'give-up' }
);

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
