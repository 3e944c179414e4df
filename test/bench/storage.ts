import { openSqliteStorage } from '@facepay/storage-sql';
import { createSystemTimer, monotonicMs, randomBytes, randomFraction, turn } from '@facepay/system';
import { readFileSync } from 'node:fs';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { rawWorks } from './storage-raw.ts';
import { prepareRecords, pupils } from './storage-records.ts';
import { type Group, ourWorks, seedWorks, type WorkName } from './storage-works.ts';

/** Median CPU microseconds a work, both sides, and the median of the rounds' own ratios. */
export interface StorageRow {
  readonly work: WorkName;
  readonly groupSize: number;
  readonly oursMicros: number;
  readonly rawMicros: number;
  /** Handed to the file system for one work: the log, and what is copied back from it. */
  readonly oursKb: number;
  readonly rawKb: number;
  readonly ratio: number;
}

const names: readonly WorkName[] = ['insert', 'find', 'notice', 'voucher', 'deduction'];

/**
 * What our store costs beside prepared statements of better-sqlite3, both on files of their own with `synchronous = FULL`:
 * in one process, in turn, CPU time of all its threads. Ours also checks, encrypts, and orders events.
 */
export const runStorageBench = async (options: {
  readonly rounds: number;
  readonly count: number;
  readonly groupSizes: readonly number[];
  readonly only?: readonly WorkName[] | undefined;
}): Promise<readonly StorageRow[]> => {
  const folder = makeTemporaryFolder();
  const store = await openSqliteStorage({
    file: `${folder.path}/ours.sqlite`,
    fieldKeys: [`k1:${Buffer.alloc(32, 7).toString('base64')}`],
    nowMs: monotonicMs,
    sleep: createSystemTimer().sleep,
    random: randomFraction,
    randomBytes,
    turn,
  });
  const raw = rawWorks(`${folder.path}/raw.sqlite`);
  try {
    await seedWorks(store, pupils);
    raw.seed(pupils);
    return await measureAll(ourWorks(store), raw.works, options);
  } finally {
    await store.close();
    raw.close();
    folder.remove();
  }
};

/** Each needs what the one before it wrote: deductions are of the vouchers, numbers are found that were inserted. */
const rangeOf = (work: WorkName): number => (work === 'insert' || work === 'find' ? 10_000_000 : 0);

const measureAll = async (
  ours: Readonly<Record<WorkName, Group>>,
  raw: Readonly<Record<WorkName, Group>>,
  options: Parameters<typeof runStorageBench>[0],
): Promise<readonly StorageRow[]> => {
  const { rounds, count, groupSizes } = options;
  const measured = new Map<string, { readonly ours: Cost; readonly raw: Cost }[]>();
  let from = 0;
  for (let round = -1; round < rounds; round += 1) {
    for (const groupSize of groupSizes) {
      const total = Math.ceil(count / groupSize) * groupSize;
      for (const work of options.only ?? names) {
        const run = (of: Group) => costOf(of, rangeOf(work) + from, total, groupSize);
        const key = `${work} ${groupSize}`;
        const first = await run((round % 2 === 0 ? ours : raw)[work]);
        const second = await run((round % 2 === 0 ? raw : ours)[work]);
        const one = round % 2 === 0 ? { ours: first, raw: second } : { ours: second, raw: first };
        if (round >= 0) measured.set(key, [...(measured.get(key) ?? []), one]);
      }
      from += total;
    }
  }
  return groupSizes.flatMap((groupSize) =>
    (options.only ?? names).map((work) => {
      const all = measured.get(`${work} ${groupSize}`) ?? [];
      return {
        work,
        groupSize,
        oursMicros: tenths(median(all.map((one) => one.ours.micros))),
        rawMicros: tenths(median(all.map((one) => one.raw.micros))),
        oursKb: tenths(median(all.map((one) => one.ours.kb))),
        rawKb: tenths(median(all.map((one) => one.raw.kb))),
        ratio: Math.round(100 * median(all.map((one) => one.ours.micros / one.raw.micros))) / 100,
      };
    }),
  );
};

interface Cost {
  readonly micros: number;
  readonly kb: number;
}
const costOf = async (run: Group, from: number, count: number, groupSize: number): Promise<Cost> => {
  prepareRecords(from, count);
  const [before, written] = [process.cpuUsage(), writtenBytes()];
  for (let at = 0; at < count; at += groupSize)
    await run(Array.from({ length: groupSize }, (_, index) => from + at + index));
  const { user, system } = process.cpuUsage(before);
  return { micros: (user + system) / count, kb: (writtenBytes() - written) / 1024 / count };
};
const writtenBytes = (): number => Number(/^wchar: (\d+)$/mu.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

const tenths = (value: number): number => Math.round(10 * value) / 10;
const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

export const describeStorage = (rows: readonly StorageRow[]): string =>
  [
    'work       group   ours µs    raw µs   ratio   ours kB    raw kB   (CPU time and bytes written a work)',
    ...rows.map((row) => {
      const { work, groupSize, oursMicros, rawMicros, ratio, oursKb, rawKb } = row;
      const columns = [groupSize, oursMicros.toFixed(1), rawMicros.toFixed(1), ratio.toFixed(2), oursKb, rawKb];
      return work.padEnd(10) + columns.map((column, index) => String(column).padStart(widths[index] ?? 10)).join('');
    }),
  ].join('\n');
const widths = [6, 10, 10, 8, 10, 10];
