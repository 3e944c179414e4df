import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deductionNumbered, eventNumbered, reserveWork } from '@facepay/conformance';
import { type OrganizationId, ref, type Storage, voucherId, write } from '@facepay/domain';
import { openSqliteStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { realOptions } from '../conformance/storage-stores.ts';

/** What the tests ask of a process of its own that writes to the shared file. */
export type Command =
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
      /** From begin to the end of commit, the longest. */
      readonly heldMaxMs: number;
      /** Of the event loop, the longest, whatever the cause. */
      readonly loopMaxMs: number;
      readonly loopP99Ms: number;
      readonly longestWaitMs: number;
    }
  | { readonly type: 'raced'; readonly sent: number };

const school = 'O100' as OrganizationId;
/** Voucher, deduction and event of one number land together, or none of them does. */
const acceptNumbered = (storage: Storage, n: number) => {
  const sale = deductionNumbered(n);
  const id = voucherId(sale.device, 1, n + 1);
  const { device, receivedAt } = sale;
  const voucher = { id, device, sequence: n + 1, bytes: 'x'.repeat(200), hash: '', deduction: sale.id, receivedAt };
  return storage.transact({
    organization: school,
    read: { voucher: ref('voucher', id), deduction: ref('deduction', sale.id) },
    decide: ({ voucher: before }) =>
      E.right({
        writes:
          before === undefined ? [write(ref('voucher', id), voucher), write(ref('deduction', sale.id), sale)] : [],
        events: [eventNumbered(1, sale.id)],
        result: n,
      }),
  })();
};

const run = async (file: string): Promise<void> => {
  let heldMaxMs = 0;
  const options = { ...realOptions(file), onHeld: (ms: number): void => void (heldMaxMs = Math.max(heldMaxMs, ms)) };
  const { storage } = await openSqliteStorage(options);

  const writeFor = async ({ ms, width, from }: Extract<Command, { type: 'write' }>): Promise<Report> => {
    const until = performance.now() + ms;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    let next = from;
    let works = 0;
    let busy = 0;
    let longestWaitMs = 0;
    heldMaxMs = 0;
    loop.enable();
    const writer = async (): Promise<void> => {
      while (performance.now() < until) {
        const since = performance.now();
        const done = await acceptNumbered(storage, (next += 1));
        longestWaitMs = Math.max(longestWaitMs, performance.now() - since);
        if (E.isRight(done)) works += 1;
        else busy += 1;
      }
    };
    await Promise.all(Array.from({ length: width }, writer));
    loop.disable();
    const [loopMaxMs, loopP99Ms] = [loop.max / 1e6, loop.percentile(99) / 1e6];
    return { type: 'written', works, busy, heldMaxMs, loopMaxMs, loopP99Ms, longestWaitMs };
  };
  const race = async ({ purse, sales }: Extract<Command, { type: 'race' }>): Promise<Report> => {
    const results = await Promise.all(sales.map((n) => storage.transact(reserveWork(deductionNumbered(n), purse))()));
    const failed = results.find(E.isLeft);
    if (failed !== undefined) throw new Error(`a racer failed: ${JSON.stringify(failed.left)}`);
    return { type: 'raced', sent: results.filter((result) => E.isRight(result) && result.right === 'Send').length };
  };
  const acknowledge = async ({ from }: Extract<Command, { type: 'acknowledge' }>): Promise<never> => {
    for (let n = from; ; n += 8) {
      const done = await Promise.all(Array.from({ length: 8 }, (_, index) => acceptNumbered(storage, n + index)));
      for (const one of done) if (E.isRight(one)) writeSync(1, `${one.right}\n`);
    }
  };
  const obey = (command: Command): Promise<Report> => {
    switch (command.type) {
      case 'write':
        return writeFor(command);
      case 'race':
        return race(command);
      case 'acknowledge':
        return acknowledge(command);
    }
  };
  process.on('message', (command: Command) => {
    void obey(command).then((report) => process.send?.(report));
  });
  process.send?.({ type: 'ready' });
};

const [, , file] = process.argv;
if (process.send !== undefined && file !== undefined) await run(file);
