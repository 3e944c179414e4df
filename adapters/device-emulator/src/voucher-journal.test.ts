import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainVerdict, emptyChain, keyPairFromSeed, signVoucher, voucherHash } from '@facepay/device-protocol';
import type { SignedVoucher } from '@facepay/device-protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import { openSqliteVoucherJournal } from './sqlite-voucher-journal.ts';
import type { ChainPlace, VoucherJournal } from './voucher-journal.ts';

const { privateKey } = keyPairFromSeed(new Uint8Array(32).fill(7));
const seal =
  (amountFen: string) =>
  (place: ChainPlace): SignedVoucher =>
    signVoucher(
      {
        ...place,
        deviceId: 'd1',
        keyEpoch: 1,
        organizationId: 'O1',
        subMchid: 'M1',
        outUserId: 'pupil-1',
        userId: 'FU1',
        amountFen,
        saleAtMs: '1790000000000',
        clockUncertaintyMs: '0',
        recogMode: '0',
        credential: 'Y3JlZGVudGlhbA==',
        description: '午餐',
      },
      privateKey,
    );

const cutPower = (): SignedVoucher => {
  throw new Error('power cut');
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facepay-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Each way to open one device's journal again and again. */
const kinds: readonly (readonly [string, () => () => VoucherJournal])[] = [
  ['SQLite', () => () => openSqliteVoucherJournal(join(folder, 'journal.db'))],
  [
    'memory',
    () => {
      const disk = createMemoryDisk();
      return () => createMemoryVoucherJournal(disk);
    },
  ],
];

describe.each(kinds)('voucher journal on %s', (_, device) => {
  test('INV-65: reopened after every step, it holds what it held and never gives a number twice', () => {
    const open = device();
    const seen: SignedVoucher[] = [];
    const removed: boolean[] = [];
    /** One step in a life of its own. */
    const inNewLife = <A>(step: (journal: VoucherJournal) => A): A => {
      const journal = open();
      const result = step(journal);
      journal.close();
      return result;
    };
    for (let index = 1; index <= 6; index += 1) {
      seen.push(inNewLife((journal) => journal.append(seal(String(index)))));
      if (index % 2 === 0) removed.push(inNewLife((journal) => journal.remove(index, voucherHash(seen.at(-1)!))));
    }
    expect(removed).toEqual([true, true, true]);
    expect(seen.map(({ voucher }) => voucher.sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(inNewLife((journal) => journal.pending(0, 10)).map(({ voucher }) => voucher.amountFen)).toEqual([
      '1',
      '3',
      '5',
    ]);
    expect(inNewLife((journal) => journal.head().sequence)).toBe(6);
    expect(inNewLife((journal) => Buffer.from(journal.pending(2, 1)[0]!.bytes).toString('hex'))).toBe(
      Buffer.from(seen[2]!.bytes).toString('hex'),
    );
  });

  test('INV-61: its vouchers form one chain', () => {
    const journal = device()();
    let head = emptyChain;
    for (let index = 1; index <= 5; index += 1) {
      const signed = journal.append(seal('100'));
      expect(chainVerdict(head, signed)).toBe('continues');
      head = journal.head();
    }
    journal.close();
  });

  test('INV-2: only the voucher with exactly that hash is removed', () => {
    const journal = device()();
    const signed = journal.append(seal('100'));
    expect(journal.remove(1, new Uint8Array(32))).toBe(false);
    expect(journal.remove(2, voucherHash(signed))).toBe(false);
    expect(journal.backlog()).toBe(1);
    expect(journal.remove(1, voucherHash(signed))).toBe(true);
    expect(journal.remove(1, voucherHash(signed))).toBe(false);
    expect(journal.backlog()).toBe(0);
    journal.close();
  });

  test('INV-65: a sealing that fails, or takes another place, keeps nothing and spends no number', () => {
    const journal = device()();
    expect(() => journal.append(cutPower)).toThrow('power cut');
    expect(() => journal.append((place) => seal('100')({ ...place, sequence: 7 }))).toThrow('the place it was given');
    expect(journal.backlog()).toBe(0);
    expect(journal.append(seal('100')).voucher.sequence).toBe(1);
    journal.close();
  });

  test('INV-42: the deny list and its version are there after every reopening; a complete answer forgets the rest', () => {
    const open = device();
    const life = (act: (journal: VoucherJournal) => void): ReturnType<VoucherJournal['denyList']> => {
      const journal = open();
      act(journal);
      journal.close();
      const after = open();
      const list = after.denyList();
      after.close();
      return list;
    };
    const [deny, allow] = [true, false].map((denied) => (outUserId: string) => ({ outUserId, denied }));
    if (deny === undefined || allow === undefined) throw new Error('unreachable');
    expect(life(() => {})).toEqual({ outUserIds: new Set() });
    const first = { version: 3, complete: true, changes: [deny('a'), deny('b'), allow('c')] };
    expect(life((journal) => journal.keepDenyList(first))).toEqual({ version: 3, outUserIds: new Set(['a', 'b']) });
    const next = { version: 5, complete: false, changes: [allow('a'), deny('d'), deny('d')] };
    expect(life((journal) => journal.keepDenyList(next))).toEqual({ version: 5, outUserIds: new Set(['b', 'd']) });
    expect(life((journal) => journal.append(seal('100'))).version).toBe(5);
    const restored = { version: 1, complete: true, changes: [deny('e')] };
    expect(life((journal) => journal.keepDenyList(restored))).toEqual({ version: 1, outUserIds: new Set(['e']) });
  });

  test('pending goes on behind a number, a page at a time', () => {
    const journal = device()();
    for (let index = 1; index <= 5; index += 1) journal.append(seal(String(index)));
    expect(journal.pending(0, 2).map(({ voucher }) => voucher.sequence)).toEqual([1, 2]);
    expect(journal.pending(2, 2).map(({ voucher }) => voucher.sequence)).toEqual([3, 4]);
    expect(journal.pending(4, 2).map(({ voucher }) => voucher.sequence)).toEqual([5]);
    expect(journal.pending(5, 2)).toEqual([]);
    journal.close();
  });
});
