import type { Clock, NoticeReader, Storage, VoucherProtocol, WechatDeductions, WechatTerminals } from '@facepay/domain';
import type { ServerDependencies } from '@facepay/server';
import type { createMemoryDisk, TerminalSettings, VoucherJournal } from '@facepay/device-emulator';
import type { Handle } from '@facepay/wechat-protocol';
import type { Life } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Attack, Op } from '../plan/plan.ts';

type MemoryDisk = ReturnType<typeof createMemoryDisk>;

/** A bug planted at a seam, so that production code needs no switch for it. */
export interface Mutant {
  readonly name: string;
  /** Those that must notice; the run stops at the first of any. */
  readonly noticedBy: readonly string[];
  /** Seeds without such an op cannot show it, and are passed over. */
  readonly needs?: (op: Op) => boolean;
  readonly storage?: (storage: Storage, context: MutantContext) => Storage;
  readonly wechat?: (deductions: WechatDeductions, context: MutantContext) => WechatDeductions;
  readonly server?: (handle: Handle) => Handle;
  readonly serverDeps?: (deps: ServerDependencies) => ServerDependencies;
  readonly vouchers?: (protocol: VoucherProtocol, context: MutantContext) => VoucherProtocol;
  readonly terminals?: (terminals: WechatTerminals) => WechatTerminals;
  readonly notices?: (reader: NoticeReader) => NoticeReader;
  /** What a terminal measures time with, instead of a clock that nobody sets. */
  readonly steadyClock?: (wall: () => number, steady: () => number) => () => number;
  readonly terminal?: Partial<TerminalSettings>;
  /** Around a terminal's journal and the disk below it. */
  readonly journal?: (journal: VoucherJournal, disk: MemoryDisk) => VoucherJournal;
}
export interface MutantContext {
  readonly life: Life;
  readonly simulation: Simulation;
  readonly clock: Clock;
}

export const attackedBy =
  (attack: Attack) =>
  (op: Op): boolean =>
    op.type === 'hostile' && op.attack === attack;
