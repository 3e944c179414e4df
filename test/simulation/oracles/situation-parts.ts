import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { Process } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { CommittedRecords } from '../world/records.ts';
import type { OrderOf } from './deduction-checks.ts';

/** What the watchers of sometimes-events see. */
export interface SituationParts {
  readonly simulation: Simulation;
  readonly records: CommittedRecords;
  readonly orderOf: OrderOf;
  readonly keys: EmulatorKeys;
  readonly fleet: () => readonly Process[];
  /** Numbers that a process has sent a deduct request for, and still waits. */
  readonly awaiting: Map<string, string>;
  readonly sometimes: (what: string) => void;
}
