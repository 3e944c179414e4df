import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { deductionNumbered } from '@facepay/conformance';
import { later } from '@facepay/domain';
import { openSqliteStorage } from '@facepay/storage-sql';
import Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { realOptions } from '../conformance/storage-stores.ts';
import { acceptNumbered } from './storage-accept.ts';
import { contentsOf } from './storage-contents.ts';

/** A database as it lies on the disk. */
export interface Files {
  readonly main: Buffer;
  readonly log: Buffer;
  /** Of the log, and not synced: after a power cut it is made anew. */
  readonly index: Buffer;
}
/** The files as they were at one moment, and what was in them. */
interface Moment extends Files {
  readonly contents: string;
}
/** One acknowledged group of works: before its commit, after it, and after the checkpoint that may follow. */
export interface RecordedWrite {
  readonly before: Moment;
  readonly committed: Moment;
  readonly after: Moment;
}

/** Sizes of the groups that are committed at once; a claim and a numbering of events come after each. */
const groups = [1, 2, 16, 1, 5, 30, 1, 40, 2, 64, 1, 30, 1, 40, 3];

/** The adapter at work on an empty file, with several checkpoints and new beginnings of its log. */
export const recordWrites = async (file: string): Promise<readonly RecordedWrite[]> => {
  await (await openSqliteStorage(realOptions(file))).close(); // so that the log begins empty
  // A group is one commit, however slow the machine is.
  const { storage, dueWork, eventLog, close } = await openSqliteStorage({ ...realOptions(file), holdMaxMs: 60_000 });
  const writes: RecordedWrite[] = [];
  const record = async (work: () => Promise<readonly E.Either<unknown, unknown>[]>): Promise<void> => {
    const before = writes.at(-1)?.after ?? momentOf(file);
    const answers = await work();
    if (!answers.every(E.isRight)) throw new Error(`a work failed: ${JSON.stringify(answers)}`);
    const committed = momentOf(file);
    // The checkpoint follows the acknowledgement by a turn of the loop.
    for (let turns = 0; turns < 4; turns += 1) await turn();
    writes.push({ before, committed, after: momentOf(file) });
  };
  let [n, { receivedAt: now }] = [0, deductionNumbered(0)];
  for (const size of groups) {
    await record(() => Promise.all(Array.from({ length: size }, () => acceptNumbered(storage, n++))));
    await record(async () => [await dueWork.claim('deduction', now, 30_000, 4)()]);
    await record(async () => [await eventLog.number('relay', now, 30_000, 20)()]);
    now = later(now, 1000);
  }
  await close();
  return writes;
};

/** Synchronous: the checkpoint comes with the next turn of the loop. */
const momentOf = (file: string): Moment => {
  const [main, log, index] = [readFileSync(file), readFileSync(`${file}-wal`), readFileSync(`${file}-shm`)];
  const database = new Database(file, { readonly: true });
  const contents = contentsOf(database);
  database.close();
  return { main, log, index, contents };
};
