import type { Prng } from '@facepay/device-emulator';
import { createHash } from 'node:crypto';
import { type Coverage, createCoverage } from '../covered/coverage.ts';
import type { Fault, Plan } from '../plan/plan.ts';
import { type Conditions, createConditions } from './conditions.ts';
import { fractionAt, stream } from './random.ts';
import { createStepper, type Stepper } from './stepper.ts';

export interface Violation {
  readonly invariant: string;
  readonly words: string;
  readonly atMs: number;
  readonly step: number;
}

/** A call of a port before the world healed: a fault could have hit it. */
export interface PortCalled {
  readonly process: string;
  readonly port: string;
  readonly call: number;
  readonly atMs: number;
}

/** What every actor of one run shares. */
export interface Simulation {
  readonly plan: Plan;
  readonly stepper: Stepper;
  /** True time, epoch milliseconds. */
  readonly wallNow: () => number;
  /** What a process takes for the time (F-10, F-11). */
  readonly clockOf: (process: string) => () => number;
  readonly conditions: Conditions;
  readonly stream: (...names: readonly (string | number)[]) => Prng;
  readonly fraction: (address: string, salt: number) => number;
  /** The fault planned for this call; none any more once the world has healed. */
  readonly faultAt: (process: string, port: string, call: number) => Fault | undefined;
  readonly called: (call: PortCalled) => void;
  /** In the order of time. */
  readonly calls: readonly PortCalled[];
  /** A line of the trace; equal runs have equal lines. */
  readonly note: (line: string) => void;
  /** Part of the trace's hash alone: the state at the end. */
  readonly seal: (line: string) => void;
  /** What struck where. A fault that is no call's (a cut line, a wrong clock) is told by `coverage.met` where it begins. */
  readonly coverage: Coverage;
  /** For INV-103: how often something happened. */
  readonly count: (what: string) => void;
  readonly counts: ReadonlyMap<string, number>;
  /** `by`: which kind of oracle says so; a whole kind can be muted, as an invariant can. */
  readonly violate: (invariant: string, words: string, by?: string) => void;
  readonly violations: readonly Violation[];
  readonly lastLines: () => readonly string[];
  readonly traceHash: () => string;
}

export const createSimulation = (plan: Plan, muted: readonly string[] = []): Simulation => {
  const stepper = createStepper();
  const counts = new Map<string, number>();
  const coverage = createCoverage(stepper.now);
  const violations: Violation[] = [];
  const calls: PortCalled[] = [];
  const faults = new Map(plan.faults.map((fault) => [addressOf(fault.process, fault.port, fault.call), fault]));
  const hash = createHash('sha256');
  let last: string[] = [];
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const wallNow = (): number => Math.floor(plan.world.startAt + stepper.now());
  const conditions = createConditions(stepper, plan.healAt, plan.world.clocks);
  return {
    plan,
    stepper,
    wallNow,
    clockOf: (process) => () => wallNow() + conditions.offsetMs(process),
    conditions,
    coverage,
    stream: (...names) => stream(plan.seed, ...names),
    fraction: (address, salt) => fractionAt(plan.seed, address, salt),
    faultAt: (process, port, call) => {
      const fault = stepper.now() < plan.healAt ? faults.get(addressOf(process, port, call)) : undefined;
      if (fault === undefined) return undefined;
      count(`fault ${fault.kind}`);
      coverage.met(process, fault.kind, `${port}#${call}`);
      return fault;
    },
    called: (call) => void calls.push(call),
    calls,
    note: (line) => {
      const dated = `${stepper.now().toFixed(3)} ${line}`;
      hash.update(`${dated}\n`);
      last.push(dated);
      if (last.length > 2 * linesKept) last = last.slice(-linesKept);
    },
    count,
    counts,
    seal: (line) => void hash.update(`${line}\n`),
    violate: (invariant, words, by = 'oracles') => {
      if (muted.includes(invariant) || muted.includes(by)) return;
      violations.push({ invariant, words, atMs: stepper.now(), step: stepper.steps() });
    },
    violations,
    lastLines: () => last.slice(-linesKept),
    traceHash: () => hash.copy().digest('hex'),
  };
};

const linesKept = 60;
const addressOf = (process: string, port: string, call: number): string => `${process}/${port}/${call}`;
