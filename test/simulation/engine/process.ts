import type { StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Fault } from '../plan/plan.ts';
import type { Simulation } from './simulation.ts';

/** One run of a process, from boot to crash. What its dead life still wanted to do never happens. */
export interface Life {
  readonly process: Process;
  /** 1 for the first life. */
  readonly epoch: number;
  readonly alive: () => boolean;
  readonly sleep: (ms: number) => Promise<void>;
  /** Once it does not stand still (F-8); never when its life is over by then. */
  readonly awake: (run: () => void) => void;
  /** Numbers a call of a port and looks up what is planned for it. */
  readonly begin: (port: string) => PortCall;
  /** A call of a port that the plan may refuse, lose or kill, before or after its one-step effect. */
  readonly call: <F, A>(
    port: string,
    method: string,
    effect: () => Promise<E.Either<F, A>>,
    /** What a conflict makes run in vain, before the effect. */
    rehearse?: () => Promise<unknown>,
  ) => Promise<E.Either<F | StoreFailure, A>>;
}
interface PortCall {
  readonly address: string;
  readonly fault: Fault | undefined;
}
export interface Process {
  readonly name: string;
  readonly isUp: () => boolean;
  readonly start: () => void;
  /** Switched off by a person, until `start`; like a crash, but nothing boots by itself. */
  readonly stop: () => void;
  /** Memory is forgotten, storage is kept, and it boots again within a minute. */
  readonly crash: () => void;
  /** Calls of each port that a fault could still have hit. */
  readonly calls: () => ReadonlyMap<string, number>;
}

/** A promise of a dead life: nobody waits for it any more. */
export const never = <A>(): Promise<A> => new Promise(() => {});

export const createProcess = (simulation: Simulation, name: string, boot: (life: Life) => void): Process => {
  const { stepper, note, count } = simulation;
  const calls = new Map<string, number>();
  const hittable = new Map<string, number>();
  const lanes = new Map<string, number>();
  let [epoch, up, wanted] = [0, false, false];

  const start = (): void => {
    wanted = true;
    if (up) return;
    epoch += 1;
    up = true;
    note(`${name} boots, life ${epoch}`);
    boot(createLife(epoch));
  };
  const crash = (): void => {
    if (!up) return;
    up = false;
    note(`${name} crashes`);
    count(`crash ${name.replace(/-\d+$/u, '')}`);
    stepper.after(60_000 * simulation.fraction(`${name}/boot`, epoch), () => wanted && start());
  };
  const stop = (): void => {
    [up, wanted] = [false, false];
    note(`${name} is switched off`);
  };
  const process: Process = { name, isUp: () => up, start, stop, crash, calls: () => hittable };

  const begin = (port: string): PortCall => {
    const n = (calls.get(port) ?? 0) + 1;
    calls.set(port, n);
    if (stepper.now() < simulation.plan.healAt) {
      hittable.set(port, n);
      simulation.called({ process: name, port, call: n, atMs: stepper.now() });
    }
    return { address: `${name} ${port}#${n}`, fault: simulation.faultAt(name, port, n) };
  };
  const createLife = (mine: number): Life => {
    const alive = (): boolean => up && epoch === mine;
    const awake = (run: () => void): void => {
      const until = simulation.conditions.pausedUntil(name);
      if (stepper.now() < until) stepper.at(until, () => awake(run));
      else if (alive()) run();
    };
    return {
      process,
      epoch: mine,
      alive,
      begin,
      awake,
      sleep: (ms) => new Promise((resolve) => stepper.after(ms, () => awake(resolve))),
      call: <F, A>(
        port: string,
        method: string,
        effect: () => Promise<E.Either<F, A>>,
        rehearse?: () => Promise<unknown>,
      ) => {
        if (!alive()) return never();
        const { address, fault } = begin(port);
        if (fault?.kind === 'crash-before') {
          crash();
          return never();
        }
        return new Promise<E.Either<F | StoreFailure, A>>((resolve, reject) => {
          // One port of one process works first come, first served, as a queue into one store does.
          const effectAt = Math.max(lanes.get(port) ?? 0, stepper.now() + latencyMs(simulation, address, 1));
          lanes.set(port, effectAt);
          const answer = (outcome: E.Either<F | StoreFailure, A>): void => {
            note(`${address} ${method} ${outcomeOf(outcome)}`);
            if (fault?.kind === 'crash-after') return crash();
            const told: E.Either<F | StoreFailure, A> =
              fault?.kind === 'lost-answer' ? E.left(connectionLost) : outcome;
            const read = (): void => (fault?.kind === 'crash-unread' ? crash() : resolve(told));
            stepper.after(latencyMs(simulation, address, 2), () => awake(read));
          };
          const act = (): void => void effect().then(answer, reject);
          stepper.at(effectAt, () => {
            if (!alive()) return;
            if (writes.has(port) && simulation.conditions.isStoreFull()) return answer(E.left(diskFull));
            const kind = fault?.kind;
            if (kind === 'refused') answer(E.left(busy));
            else if (kind === 'lost-request') answer(E.left(connectionLost));
            else if (kind === 'lock-timeout') stepper.after(lockTimeoutMs, () => alive() && answer(E.left(busy)));
            else if (rehearse === undefined || (kind !== 'conflict' && kind !== 'replayed')) act();
            else {
              const first = kind === 'conflict' ? rehearse() : effect();
              first.then(() => stepper.after(backoffMs, () => alive() && act()), reject);
            }
          });
        });
      },
    };
  };
  return process;
};

const connectionLost: StoreFailure = { type: 'StoreUnavailable', reason: 'the answer was lost' };
/** Ports whose calls write to the store of servers and workers. */
const writes: ReadonlySet<string> = new Set(['storage', 'claim', 'events']);
const diskFull: StoreFailure = { type: 'StoreUnavailable', reason: 'SQLITE_FULL: database or disk is full' };
const busy: StoreFailure = { type: 'StoreBusy', retryAfterMs: 1000 };
const lockTimeoutMs = 5000;
/** Long enough for others to commit in between. */
const backoffMs = 40;

/** Mostly well under 3 ms, now and then a slow one. */
const latencyMs = ({ fraction }: Simulation, address: string, salt: number): number => {
  const drawn = fraction(address, salt);
  return drawn < 0.98 ? 0.1 + 2.5 * drawn : 400 * (drawn - 0.98) * 50;
};

const outcomeOf = (outcome: E.Either<unknown, unknown>): string => {
  if (E.isRight(outcome)) return 'done';
  const { left } = outcome;
  return typeof left === 'object' && left !== null && 'type' in left ? String(left.type) : 'left';
};
