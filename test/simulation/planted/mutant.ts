import type { Clock, Storage, WechatDeductions } from '@facepay/domain';
import type { Handle } from '@facepay/wechat-protocol';
import type { Life } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';

/** A bug planted at a seam, so that production code needs no switch for it. */
export interface Mutant {
  readonly name: string;
  /** Those that must notice; the run stops at the first of any. */
  readonly noticedBy: readonly string[];
  readonly storage?: (storage: Storage, context: MutantContext) => Storage;
  readonly wechat?: (deductions: WechatDeductions, context: MutantContext) => WechatDeductions;
  readonly server?: (handle: Handle) => Handle;
}
export interface MutantContext {
  readonly life: Life;
  readonly simulation: Simulation;
  readonly clock: Clock;
}
