import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyPairFromSeed, signVoucher } from '@facepay/device-protocol';
import type { SignedVoucher } from '@facepay/device-protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChainPlace, VoucherJournal } from './voucher-journal.ts';
import { openSqliteVoucherJournal } from './sqlite-voucher-journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facepay-power-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const { privateKey } = keyPairFromSeed(new Uint8Array(32).fill(7));
const sealed = (place: ChainPlace): SignedVoucher =>
  signVoucher(
    {
      ...place,
      deviceId: 'd1',
      keyEpoch: 1,
      organizationId: 'O1',
      subMchid: 'M1',
      outUserId: 'pupil-1',
      userId: 'FU1',
      amountFen: '100',
      saleAtMs: '1790000000000',
      clockUncertaintyMs: '0',
      recogMode: '0',
      credential: Buffer.alloc(3200, 1).toString('base64'), // as long as a real one
      description: '午餐',
    },
    privateKey,
  );
const people = Array.from({ length: 400 }, (_, index) => `pupil-${index}`);

test('INV-42, F-14: power cut anywhere in the write-ahead log leaves the old deny list or the new one, never a mixture', () => {
  const path = join(folder, 'journal.db');
  const journal = openSqliteVoucherJournal(path);
  journal.keepDenyList({ version: 7, complete: true, changes: [{ outUserId: 'before', denied: true }] });
  const sizeBefore = readFileSync(`${path}-wal`).length;
  const changes = people.map((outUserId) => ({ outUserId, denied: true }));
  journal.keepDenyList({ version: 8, complete: true, changes });
  const found = new Set<number>();
  eachCut(path, sizeBefore, (after) => {
    const { version, outUserIds } = after.denyList();
    expect([...outUserIds].toSorted()).toEqual(version === 7 ? ['before'] : people.toSorted());
    found.add(version ?? 0);
  });
  journal.close();
  expect(found).toEqual(new Set([7, 8]));
});

test('INV-65, F-29: power cut anywhere in it leaves the last voucher whole or not at all, and its number free or spent', () => {
  const path = join(folder, 'journal.db');
  const journal = openSqliteVoucherJournal(path);
  journal.append(sealed);
  const sizeBefore = readFileSync(`${path}-wal`).length;
  journal.append(sealed);
  const found = new Set<number>();
  eachCut(path, sizeBefore, (after) => {
    const kept = after.backlog();
    expect(after.head().sequence).toBe(kept);
    expect(after.append(sealed).voucher.sequence).toBe(kept + 1);
    expect(after.pending(0, 10).map(({ voucher }) => voucher.sequence)).toEqual(
      Array.from({ length: kept + 1 }, (_, index) => index + 1),
    );
    found.add(kept);
  });
  journal.close();
  expect(found).toEqual(new Set([1, 2]));
});

/** Opens the journal as it is after each power cut: what was not yet synced is lost, the last sector half written. */
const eachCut = (path: string, sizeBefore: number, look: (after: VoucherJournal) => void): void => {
  const log = readFileSync(`${path}-wal`);
  for (const size of cuts(sizeBefore, log.length)) {
    const copy = join(folder, `cut-${size}`);
    cpSync(path, copy);
    writeFileSync(`${copy}-wal`, Buffer.concat([log.subarray(0, size), Buffer.alloc(size === log.length ? 0 : 256)]));
    const after = openSqliteVoucherJournal(copy);
    look(after);
    after.close();
  }
};

/** After each whole sector, and once after everything. */
const cuts = (from: number, to: number): readonly number[] => [
  ...Array.from({ length: Math.ceil((to - from) / 512) }, (_, index) => from + index * 512),
  to,
];
