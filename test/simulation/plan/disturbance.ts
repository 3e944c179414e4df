import type { CounterIndex } from './counter-index.ts';

/** How far a wall clock is off, and how fast it runs away (F-10, F-11). */
export interface Clock {
  readonly offsetMs: number;
  /** Parts of a million; positive runs fast. */
  readonly driftPpm?: number;
}
export interface Stretch {
  readonly process: string;
  readonly clock: Clock;
}

/** What WeChat's keys, and ours, go through (F-26, F-27). */
export type KeyChange =
  /** A new platform certificate is listed; answers and notices are signed with it at once. */
  | 'platform-signs'
  /** The one before signs again: both in use. */
  | 'platform-back'
  /** Some notices are signed with the public key, the others with the certificate. */
  | 'mixed'
  | 'public-key'
  | 'certificate'
  /** For a while everything is signed with a certificate that has run out. */
  | 'expired'
  /** We hold the new APIv3 key beside the old one; then WeChat seals with the new one. */
  | 'api-v3'
  /** A new key of the merchant's own; both are good until every process of ours was started again. */
  | 'merchant';

/** What happens to processes, stores, keys and contracts while lunch is sold. */
export type Disturbance =
  /** F-4: nothing that this process sends arrives, nothing reaches it, or neither. */
  | {
      readonly type: 'partition';
      readonly process: string;
      readonly way: 'both' | 'out' | 'in';
      readonly forMs: number;
    }
  /** F-8: it stands still, and then goes on as if nothing had been. */
  | { readonly type: 'pause'; readonly process: string; readonly forMs: number }
  /** F-9: every server and worker is started again, one after the other. */
  | { readonly type: 'rolling-restart'; readonly gapMs: number }
  /** F-16: the store takes nothing for a while. */
  | { readonly type: 'store-full'; readonly forMs: number }
  /** F-16: the disk of a terminal is full. */
  | { readonly type: 'disk-full'; readonly counter: CounterIndex; readonly forMs: number }
  | { readonly type: 'rotate'; readonly change: KeyChange; readonly forMs: number }
  /** F-31: WeChat lets go of somebody it had disabled. */
  | { readonly type: 'enable'; readonly pupil: number }
  /** F-31: who was terminated signs again. */
  | { readonly type: 're-sign'; readonly pupil: number }
  /** F-31: the payer signs with a preferred card, whose bank refuses it. */
  | { readonly type: 'downgrade'; readonly pupil: number }
  /** F-32: WeChat's risk control refuses whatever this payer should pay. */
  | { readonly type: 'risk'; readonly pupil: number; readonly forMs: number }
  /** F-28: so many sales without a line, which then come all at once. */
  | { readonly type: 'flush'; readonly counter: CounterIndex; readonly sales: number; readonly forMs: number };
