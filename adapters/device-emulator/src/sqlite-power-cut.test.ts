import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteVoucherJournal } from './sqlite-voucher-journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facepay-power-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const people = Array.from({ length: 400 }, (_, index) => `pupil-${index}`);

test('INV-42, F-14: power cut anywhere in the write-ahead log leaves the old deny list or the new one, never a mixture', () => {
  const path = join(folder, 'journal.db');
  const journal = openSqliteVoucherJournal(path);
  journal.keepDenyList({ version: 7, complete: true, changes: [{ outUserId: 'before', denied: true }] });
  const sizeBefore = readFileSync(`${path}-wal`).length;
  const changes = people.map((outUserId) => ({ outUserId, denied: true }));
  journal.keepDenyList({ version: 8, complete: true, changes });
  const log = readFileSync(`${path}-wal`);
  expect(log.length).toBeGreaterThan(sizeBefore + 4096);
  const found = new Set<number>();
  for (const size of cuts(sizeBefore, log.length)) {
    const copy = join(folder, `cut-${size}`);
    cpSync(path, copy);
    // What was not yet synced is lost, the last sector half written.
    writeFileSync(`${copy}-wal`, Buffer.concat([log.subarray(0, size), Buffer.alloc(size === log.length ? 0 : 256)]));
    const after = openSqliteVoucherJournal(copy);
    const { version, outUserIds } = after.denyList();
    after.close();
    expect([...outUserIds].toSorted()).toEqual(version === 7 ? ['before'] : people.toSorted());
    found.add(version ?? 0);
  }
  journal.close();
  expect(found).toEqual(new Set([7, 8]));
});

/** After each whole sector, and once after everything. */
const cuts = (from: number, to: number): readonly number[] => [
  ...Array.from({ length: Math.ceil((to - from) / 512) }, (_, index) => from + index * 512),
  to,
];
