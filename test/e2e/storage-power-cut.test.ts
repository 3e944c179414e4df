import { statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { deductionNumbered } from '@facepay/conformance';
import { openSqliteStorage } from '@facepay/storage-sql';
import Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { realOptions } from '../conformance/storage-stores.ts';
import { acceptNumbered } from './storage-accept.ts';
import { withFile } from './storage-processes.ts';

const works = 7;
const sectorBytes = 512;

/** What the disk may hold after the power went: the log up to some sector, that sector whole, torn or full of rubbish. */
const cutsOf = (log: Buffer, from: number): readonly { readonly kept: number; readonly log: Buffer }[] => {
  const cuts: { readonly kept: number; readonly log: Buffer }[] = [];
  for (let kept = from; kept <= log.length; kept += sectorBytes) {
    const whole = log.subarray(0, kept);
    cuts.push({ kept, log: whole });
    cuts.push({ kept, log: Buffer.concat([whole, log.subarray(kept, kept + sectorBytes / 3)]) });
    cuts.push({ kept, log: Buffer.concat([whole, Buffer.alloc(sectorBytes, 0xaa), log.subarray(kept + sectorBytes)]) });
  }
  return cuts;
};

test(
  'INV-82 power cuts at every 512 bytes of the log: what was acknowledged is there, and no half of a work',
  { timeout: 120_000 },
  () =>
    withFile(async (file) => {
      await (await openSqliteStorage(realOptions(file))).close(); // so that the log begins empty
      const store = await openSqliteStorage(realOptions(file));
      const acknowledged: { readonly n: number; readonly logBytes: number }[] = [];
      for (let n = 0; n < works; n += 1) {
        expect(E.isRight(await acceptNumbered(store.storage, n))).toBe(true);
        acknowledged.push({ n, logBytes: statSync(`${file}-wal`).size });
      }
      const [main, log] = [await readFile(file), await readFile(`${file}-wal`)];
      await store.close();
      const sizes = acknowledged.map(({ logBytes }) => logBytes);
      expect(sizes).toEqual([...new Set(sizes)].toSorted((a, b) => a - b)); // it only grew: no checkpoint between

      const after = `${file}-after`;
      let lost = 0;
      let tried = 0;
      for (const cut of cutsOf(log, sizes[0] ?? 0)) {
        await Promise.all([writeFile(after, main), writeFile(`${after}-wal`, cut.log)]);
        const database = new Database(after);
        const keys = new Set(database.prepare('select key from deduction').pluck().all());
        const counts = ['voucher', 'event'].map((table) =>
          database.prepare(`select count(*) from ${table}`).pluck().get(),
        );
        lost += acknowledged.filter(
          ({ n, logBytes }) => logBytes <= cut.kept && !keys.has(deductionNumbered(n).id),
        ).length;
        if (counts.some((count) => count !== keys.size)) lost += 1;
        if (database.pragma('quick_check', { simple: true }) !== 'ok') lost += 1;
        database.close();
        tried += 1;
      }
      console.info(`${tried} power cuts`);
      expect(tried).toBeGreaterThan(1000);
      expect(lost).toBe(0);
    }),
);
