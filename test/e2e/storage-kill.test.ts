import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { deductionNumbered } from '@facepay/conformance';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { prepareStorageProcess, withFile } from './storage-processes.ts';

const kills = 24;

test('INV-81 kill -9 of a writing process: all that was acknowledged is there, whole', { timeout: 120_000 }, () =>
  withFile(async (file) => {
    const acknowledged = new Set<number>();
    let next = prepareStorageProcess(); // loads its code while the one before it writes
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ask, stop } = next;
      next = prepareStorageProcess();
      await ask({ type: 'open', file });
      let rest = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) acknowledged.add(Number(line));
      });
      ask({ type: 'acknowledge', from: kill * 1_000_000 }).catch(() => undefined); // never answers: it is killed
      await once(child.stdout ?? child, 'data');
      await sleep((kill * 37) % 90);
      await Promise.all([once(child, 'close'), stop()]);
      const database = new Database(file);
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
    }
    await next.stop();
    const database = new Database(file, { readonly: true });
    const stored = new Set(database.prepare('select key from deduction').pluck().all());
    const lost = [...acknowledged].filter((n) => !stored.has(deductionNumbered(n).id));
    expect(lost).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(kills * 8);
    const count = (table: string): unknown => database.prepare(`select count(*) from ${table}`).pluck().get();
    expect([count('voucher'), count('event')]).toEqual([count('deduction'), count('deduction')]);
    console.info(`${kills} kills, ${acknowledged.size} acknowledged, ${stored.size} stored`);
    database.close();
  }),
);
