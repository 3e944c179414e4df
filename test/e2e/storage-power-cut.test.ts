import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentsAfterCut } from './storage-after-cut.ts';
import { cutsBetween } from './storage-cuts.ts';
import { type Files, recordWrites, type RecordedWrite } from './storage-recorded-writes.ts';

/** What is on the platter is in these bytes; where they lie meanwhile only decides how fast it goes. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** Opened by the adapter too, with its own checks; that takes three times as long. */
const everyByAdapter = 10;

let folder: string;
let writes: readonly RecordedWrite[];
beforeAll(async () => {
  folder = await mkdtemp(join(quickFolder, 'facepay-power-'));
  writes = await recordWrites(join(folder, 'facepay.sqlite'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Contents by which write was the last one to be found; undefined for what was never there: half a write, or damage. */
const foundIn = (contents: string): number | undefined => {
  const found = writes.findLastIndex(({ committed }) => committed.contents === contents);
  return found >= 0 ? found : writes[0]?.before.contents === contents ? -1 : undefined;
};

let tried = 0;
/** Nothing where everything that was acknowledged up to `acknowledged` is there, and at most one write more. */
const trouble = async (acknowledged: number, files: Files): Promise<string | undefined> => {
  tried += 1;
  const by = tried % everyByAdapter === 0 ? 'adapter' : 'driver';
  const contents = await contentsAfterCut(join(folder, 'after-the-cut.sqlite'), files, by);
  const found = foundIn(contents);
  if (found === undefined) return contents.length === 64 ? 'half of a write' : contents;
  if (found < acknowledged) return `lost: write ${found} is the last of ${acknowledged} acknowledged`;
  return found > acknowledged + 1 ? `write ${found} before its time` : undefined;
};

describe('power cuts of the embedded store', { timeout: 900_000 }, () => {
  test('a commit writes to the log alone, a checkpoint to the main file alone', () => {
    for (const { before, committed, after } of writes) {
      expect(committed.main.equals(before.main)).toBe(true);
      expect(after.log.equals(committed.log)).toBe(true);
    }
    expect(writes.filter(isCheckpointed).length).toBeGreaterThan(1);
    expect(writes.filter(beginsLogAnew).length).toBeGreaterThan(1);
    expect(new Set(writes.map(({ committed }) => committed.contents)).size).toBe(writes.length);
  });

  test('INV-82, F-14: at every 512 bytes of every commit and checkpoint nothing acknowledged is lost, nothing is half there', async () => {
    const troubles: string[] = [];
    const count = { commits: 0, anew: 0, checkpoints: 0 };
    for (const [at, write] of writes.entries()) {
      const { before, committed, after } = write;
      for (const [old, written] of stepsOfCommit(write))
        for (const { kind, bytes } of cutsBetween(old, written)) {
          count[beginsLogAnew(write) ? 'anew' : 'commits'] += 1;
          const found = await trouble(at - 1, { ...before, log: bytes });
          if (found !== undefined) troubles.push(`commit ${at}, ${kind}: ${found}`);
        }
      for (const { kind, bytes } of cutsBetween(committed.main, after.main)) {
        count.checkpoints += 1;
        const found = await trouble(at, { ...committed, main: bytes });
        if (found !== undefined) troubles.push(`checkpoint ${at}, ${kind}: ${found}`);
      }
    }
    console.info(
      `${tried} power cuts: ${count.commits} in commits, ${count.anew} in commits that begin the log anew, ` +
        `${count.checkpoints} in checkpoints; ${troubles.length} troubles`,
    );
    expect(troubles).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(5000);
  });

  test('where less had been synced than was acknowledged, the same look finds the loss', async () => {
    const seen = new Set<string | undefined>();
    for (const [at, write] of writes.entries()) {
      const earlier = writes[at - 3]?.committed.log;
      if (earlier === undefined || beginsLogAnew(write) || earlier.length >= write.before.log.length) continue;
      for (const { kind, bytes } of cutsBetween(earlier, write.before.log))
        if (kind === 'cut') seen.add((await trouble(at - 1, { ...write.before, log: bytes }))?.split(':')[0]);
      if (seen.size > 0) break;
    }
    expect(seen).toEqual(new Set(['lost']));
  });

  test('where the log went before the main file was synced, the same look finds it', async () => {
    const at = writes.findIndex(isCheckpointed);
    const checkpointed = writes[at];
    if (checkpointed === undefined) throw new Error('no checkpoint');
    const { committed, after } = checkpointed;
    const troubles: (string | undefined)[] = [];
    for (const { bytes } of cutsBetween(committed.main, after.main))
      if (!bytes.equals(after.main))
        troubles.push(await trouble(at, { ...committed, main: bytes, log: Buffer.alloc(0) }));
    expect(troubles.length).toBeGreaterThan(100);
    expect(troubles.filter((found) => found === undefined)).toEqual([]);
  });

  test('where a log was written over before its new head was synced, the same look finds it', async () => {
    const seen = new Set<boolean>();
    for (const [at, write] of writes.entries())
      if (beginsLogAnew(write))
        for (const { kind, bytes } of cutsBetween(write.before.log, write.committed.log))
          if (kind === 'tail only') seen.add((await trouble(at - 1, { ...write.before, log: bytes })) === undefined);
    expect(seen.has(false)).toBe(true);
  });
});

const isCheckpointed = ({ committed, after }: RecordedWrite): boolean => !committed.main.equals(after.main);
/** A new head of the log is written and synced by itself before anything that belongs to it (SQLite's ticket ff5be73dee). */
const stepsOfCommit = ({ before, committed }: RecordedWrite): readonly (readonly [Buffer, Buffer])[] => {
  const headed = Buffer.concat([committed.log.subarray(0, headBytes), before.log.subarray(headBytes)]);
  return [
    [before.log, headed],
    [headed, committed.log],
  ];
};
const headBytes = 32;
const saltOf = (log: Buffer): string => log.subarray(16, 24).toString('hex');
/** After a checkpoint the log is written over from its beginning, under a new salt. */
const beginsLogAnew = ({ before, committed }: RecordedWrite): boolean =>
  before.log.length > 0 && saltOf(before.log) !== saltOf(committed.log);
