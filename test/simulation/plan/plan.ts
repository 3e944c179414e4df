import type { FaultRule } from '@facepay/wechat-emulator';
import type { CounterIndex } from './counter-index.ts';
import type { Disturbance, Stretch } from './disturbance.ts';
import type { PayscoreVisit } from './payscore-visit.ts';

export type { CounterIndex } from './counter-index.ts';
export type { Clock, Disturbance, KeyChange, Stretch } from './disturbance.ts';

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
  /** Service orders of Pay Score, beside the lunch or instead of it. */
  readonly payscore?: readonly PayscoreVisit[];
}

export interface WorldPlan {
  /** Epoch milliseconds at the start. */
  readonly startAt: number;
  readonly workers: 1 | 2 | 3 | 4;
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
  /** Servers behind one origin (F-9); by default one. */
  readonly servers?: 1 | 2 | 3;
  /** One sender always comes to one server, or each request to any; by default the first. */
  readonly balance?: 'sticky' | 'any';
  /** Clocks that are wrong from the start until the world heals (F-10). */
  readonly clocks?: readonly Stretch[];
  /** How much too fast the terminals' crystals run, parts of a million; they know themselves within 500 (F-10). */
  readonly crystalPpm?: number;
  /** By default `plain`. */
  readonly gateway?: GatewayMode;
  /** Vendor spellings, more members than documented, and none that are optional (F-21). */
  readonly openAnswers?: boolean;
}
/**
 * What a gateway may be like that does not protect its client (`simulation.md` §3.3). `strict`: two requests for one order
 * at once are a violation. `slow-commit`: 500, not to be found, and settled minutes later. `at-once-twice`: a second request
 * while the first is in flight charges again. `careless`: a second number of a meal is charged again.
 */
export type GatewayMode = 'plain' | 'strict' | 'slow-commit' | 'at-once-twice' | 'careless';
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

export type Decision = 'release' | 'give-up';
/** What goes wrong at the counters, in the office and by malice. */
export type Trouble =
  /** F-4, F-28. */
  | { readonly type: 'offline'; readonly counter: CounterIndex; readonly forMs: number }
  /** F-10, F-11: a wall clock is off for a while; a terminal looks at it when it starts, so it is switched off and on. */
  | {
      readonly type: 'clock';
      readonly process: string;
      readonly offsetMs: number;
      readonly driftPpm?: number;
      readonly forMs: number;
    }
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
  | { readonly type: 'hostile'; readonly attack: Attack }
  | Disturbance;
export type Attack = 'requests' | 'vouchers' | 'chain' | 'rush' | 'tenants' | 'notices';

/** At any port: F-7, F-12 and F-13. `crash-unread`: the effect is done, the answer there, and the process gone before it is used. */
export type PortFault =
  | 'crash-before'
  | 'crash-after'
  | 'crash-unread'
  | 'lost-answer'
  /** The same words as a lost answer, and nothing happened. */
  | 'lost-request'
  | 'refused'
  /** Refused after a long wait for a lock. */
  | 'lock-timeout'
  /** Decided, rolled back for another's sake, and decided again on what is there by then. */
  | 'conflict'
  /** Committed, nobody knows whether, and therefore run once more: the work must find itself (F-13, INV-83). */
  | 'replayed';
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
  | 'unsigned-answer'
  /** The connection is reset before the request arrives, or after. */
  | 'reset-before'
  | 'reset-after'
  /** The other end is gone without a word: nothing more arrives over this line for a while. */
  | 'half-open'
  /** 502, 503 or 504 of something between, unsigned; the request never came, or was handled. */
  | 'bad-gateway-before'
  | 'bad-gateway-after'
  | 'too-many';

export interface Fault {
  readonly process: string;
  readonly port: string;
  /** From 1, counted over all lives of the process. */
  readonly call: number;
  readonly kind: PortFault | NetworkFault;
  /** For what is late, and for the second copy. */
  readonly delayMs?: number;
}
