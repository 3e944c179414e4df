import { readFileSync, writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deductionNumbered, reserveWork } from '@facepay/conformance';
import type { Storage } from '@facepay/domain';
import { openPostgresStorage, openSqliteStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { postgresOptions, realOptions } from '../conformance/storage-stores.ts';
import { acceptNumbered } from './storage-accept.ts';

/** What the tests ask of a process of its own that writes to the shared file. */
export type Command =
  /** A SQLite file, or a database of PostgreSQL by its URL. */
  | { readonly type: 'open'; readonly file: string }
  /** Writes without pause, `width` works under way at a time, and reports how long its loop stood still. */
  | { readonly type: 'write'; readonly ms: number; readonly width: number; readonly from: number }
  /** Reserves these sales at once against one purse. */
  | { readonly type: 'race'; readonly purse: string; readonly sales: readonly number[] }
  /** Writes for ever, and says each number on standard output once it is durable. */
  | { readonly type: 'acknowledge'; readonly from: number };
export type Report =
  | { readonly type: 'ready' }
  | {
      readonly type: 'written';
      readonly works: number;
      readonly busy: number;
      /** From begin to the end of commit, flushing to disk included, the longest. */
      readonly heldMaxMs: number;
      /** Between two firings of a timer of 1 ms, the longest. */
      readonly loopMaxMs: number;
      /** The same, with the time in which the machine ran somebody else's process instead. */
      readonly loopMaxWithOthersMs: number;
      readonly longestWaitMs: number;
    }
  | { readonly type: 'raced'; readonly sent: number };

/** How long this thread was ready to run and the cores were busy with others; 0 where the kernel does not tell. */
const waitedForCoreMs = (): number => {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
};
const ownTimeMs = (): number => performance.now() - waitedForCoreMs();

/** Watches the loop until it is stopped. */
const watchLoop = (): (() => { readonly loopMaxMs: number; readonly loopMaxWithOthersMs: number }) => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let loopMaxMs = 0;
  let last = ownTimeMs();
  const timer = setInterval(() => {
    const now = ownTimeMs();
    loopMaxMs = Math.max(loopMaxMs, now - last - 1);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    delay.disable();
    return { loopMaxMs, loopMaxWithOthersMs: delay.max / 1e6 };
  };
};

let heldMaxMs = 0;
const onHeld = (ms: number): void => void (heldMaxMs = Math.max(heldMaxMs, ms));

const writeFor = async (storage: Storage, command: Extract<Command, { type: 'write' }>): Promise<Report> => {
  const until = performance.now() + command.ms;
  let [next, works, busy, longestWaitMs] = [command.from, 0, 0, 0];
  heldMaxMs = 0;
  const stopWatching = watchLoop();
  const writer = async (): Promise<void> => {
    while (performance.now() < until) {
      const since = performance.now();
      const done = await acceptNumbered(storage, (next += 1));
      longestWaitMs = Math.max(longestWaitMs, performance.now() - since);
      if (E.isRight(done)) works += 1;
      else busy += 1;
    }
  };
  await Promise.all(Array.from({ length: command.width }, writer));
  return { type: 'written', works, busy, heldMaxMs, ...stopWatching(), longestWaitMs };
};

const race = async (storage: Storage, { purse, sales }: Extract<Command, { type: 'race' }>): Promise<Report> => {
  const results = await Promise.all(sales.map((n) => storage.transact(reserveWork(deductionNumbered(n), purse))()));
  const failed = results.find(E.isLeft);
  if (failed !== undefined) throw new Error(`a racer failed: ${JSON.stringify(failed.left)}`);
  return { type: 'raced', sent: results.filter((result) => E.isRight(result) && result.right === 'Send').length };
};

const acknowledge = async (storage: Storage, { from }: Extract<Command, { type: 'acknowledge' }>): Promise<never> => {
  for (let n = from; ; n += 8) {
    const done = await Promise.all(Array.from({ length: 8 }, (_, index) => acceptNumbered(storage, n + index)));
    for (const one of done) if (E.isRight(one)) writeSync(1, `${one.right}\n`);
  }
};

let storage: Storage | undefined;
const obey = async (command: Command): Promise<Report> => {
  if (command.type === 'open') {
    ({ storage } = command.file.startsWith('postgres:')
      ? await openPostgresStorage(postgresOptions(command.file))
      : await openSqliteStorage({ ...realOptions(command.file), nowMs: ownTimeMs, onHeld }));
    return { type: 'ready' };
  }
  if (storage === undefined) throw new Error('open comes first');
  switch (command.type) {
    case 'write':
      return writeFor(storage, command);
    case 'race':
      return race(storage, command);
    case 'acknowledge':
      return acknowledge(storage, command);
  }
};
process.on('message', (command: Command) => {
  void obey(command).then((report) => process.send?.(report));
});
