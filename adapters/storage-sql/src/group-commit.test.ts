import Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGroupCommit, type GroupCommit, type GroupCommitOptions } from './group-commit.ts';

let folder: string;
let database: Database.Database;
let commits: string[];
let now: number;
const options: GroupCommitOptions = {
  nowMs: () => now,
  sleep: (ms) => {
    now += ms;
    return Promise.resolve();
  },
  random: () => 0.5,
  turn: () => Promise.resolve(),
  groupMax: 64,
  holdMaxMs: 8,
  lockMaxMs: 2000,
};
const verbose = (text: unknown): void => void commits.push(String(text));
const open = (): Database.Database => {
  const opened = new Database(join(folder, 'x.sqlite'), { timeout: 0, verbose });
  opened.pragma('journal_mode = WAL');
  return opened;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facepay-group-'));
  commits = [];
  now = 0;
  database = open();
  database.exec('create table t (n integer primary key, text text)');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const add = (group: GroupCommit, n: number): Promise<E.Either<unknown, number>> =>
  group.enqueue(() => {
    database.prepare('insert into t (n) values (?)').run(n);
    return E.right(n);
  })();
const rows = (): readonly unknown[] => database.prepare('select n from t order by n').pluck().all();
const count = (text: string): number => commits.filter((line) => line === text).length;

test('what is asked for in one step commits together, and everyone gets an answer of its own', async () => {
  const group = createGroupCommit(database, options);
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => add(group, n)));
  expect(answers).toEqual(Array.from({ length: 100 }, (_, n) => E.right(n)));
  expect(count('commit')).toBe(2); // 64 and 36
});
test('whoever asks while turns bring more, or in the time for gathering, comes along', async () => {
  const turns: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    await Promise.resolve();
    turns.shift()?.();
  };
  const group = createGroupCommit(database, { ...options, turn, gatherMs: 5 });
  const later: Promise<unknown>[] = [];
  const asked = (n: number) => () => void later.push(add(group, n));
  turns.push(asked(2), asked(3));
  await add(group, 1);
  await Promise.all(later);
  expect([now, count('commit'), rows()]).toEqual([5, 1, [1, 2, 3]]);
  turns.push(...Array.from({ length: 20 }, (_, n) => asked(10 + n)));
  await add(group, 4); // those who ask for ever do not keep the first one waiting
  expect(rows().length).toBeLessThan(20);
  await Promise.all(later);
});
test('whoever asks alone waits for nobody', async () => {
  const group = createGroupCommit(database, { ...options, gatherMs: 5 });
  for (const n of [1, 2, 3]) await add(group, n);
  expect([now, count('commit')]).toEqual([0, 3]);
  await Promise.all([add(group, 4), add(group, 5)]);
  await add(group, 6); // there were two a moment ago
  await add(group, 7);
  expect([now, count('commit')]).toEqual([10, 6]);
});
test('a group ends when it has held the lock long enough', async () => {
  const group = createGroupCommit(database, { ...options, nowMs: () => (now += 1) });
  await Promise.all(Array.from({ length: 30 }, (_, n) => add(group, n)));
  expect(count('commit')).toBeGreaterThan(3);
  expect(rows()).toHaveLength(30);
});
test('a throw, a broken constraint and a refusal each undo their own step only', async () => {
  const group = createGroupCommit(database, options);
  const answers = await Promise.allSettled([
    add(group, 1),
    group.enqueue(() => {
      database.prepare('insert into t (n) values (2)').run();
      throw new Error('a bug');
    })(),
    add(group, 1),
    group.enqueue(() => {
      database.prepare('insert into t (n) values (3)').run();
      return E.left('no');
    })(),
    add(group, 4),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled']);
  expect(answers[1]).toEqual({ status: 'rejected', reason: new Error('a bug') });
  expect(answers[3]).toEqual({ status: 'fulfilled', value: E.left('no') });
  expect(count('commit')).toBe(1);
  expect(rows()).toEqual([1, 4]);
});
test('INV-86 a full disk undoes the whole group, everyone hears so, and service returns by itself', async () => {
  const group = createGroupCommit(database, options);
  await add(group, 0);
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const fill = group.enqueue(() => {
    database.prepare('insert into t (n, text) values (2, ?)').run('x'.repeat(1_000_000));
    return E.right(2);
  });
  const answers = await Promise.all([add(group, 1), fill(), add(group, 3)]);
  for (const answer of answers.slice(0, 2)) expect(answer).toMatchObject({ left: { type: 'StoreUnavailable' } });
  expect(rows()).not.toContain(1);
  database.pragma(`max_page_count = ${pages + 1000}`);
  expect(await fill()).toEqual(E.right(2));
});
test('while another process writes, waiting happens outside the driver and ends in busy; later it works again', async () => {
  const group = createGroupCommit(database, options);
  const other = open();
  other.exec('begin immediate');
  const answers = await Promise.all([add(group, 1), add(group, 2)]);
  expect(answers).toEqual([1, 2].map(() => E.left({ type: 'StoreBusy', retryAfterMs: 1000 })));
  expect(now).toBeGreaterThanOrEqual(2000);
  other.exec('rollback');
  other.close();
  expect(await add(group, 1)).toEqual(E.right(1));
});
test('closing answers what waits and refuses what comes after', async () => {
  const group = createGroupCommit(database, options);
  const waiting = add(group, 1);
  await group.close();
  expect(await waiting).toEqual(E.right(1));
  expect(await add(group, 2)).toMatchObject({ left: { type: 'StoreUnavailable' } });
});
test('every write begins immediate', async () => {
  const group = createGroupCommit(database, options);
  await add(group, 1);
  expect(commits.filter((line) => line.startsWith('begin'))).toEqual(['begin immediate']);
});
