import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, keys, mint, query, signUp } from '../../test/emulated-world.ts';
import { createSqliteEmulatorStore, readKeysFile, writeKeysFile } from '../index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('over a restart', () => {
  test('the money truth goes on: same ledger, same refusals, undelivered notices come', async () => {
    const path = join(folder, 'emulator.db');
    const store = createSqliteEmulatorStore(path);
    const before = createEmulatedWorld({ store });
    await before.client.control('POST', '/notify-url', { url: 'http://127.0.0.1:8700/notify' });
    const pupil = await signUp(before, 'stu-000001');
    const credential = await mint(before, pupil, 10_000);
    await deduct(before, credential, 'M-000001', 10_000);
    const ledger = before.emulator.ledger();
    store.close();

    const reopened = createSqliteEmulatorStore(path);
    const after = createEmulatedWorld({ store: reopened, seed: 8 });
    expect(after.emulator.ledger()).toEqual(ledger);
    expect((await deduct(after, credential, 'M-000001', 10_000)).json).toMatchObject({
      code: 'RESOURCE_ALREADY_EXISTS',
    });
    expect((await deduct(after, credential, 'M-000002', 10_000)).json).toMatchObject({ message: '扣款凭证已被使用' });
    for (const number of [3, 4, 5, 6])
      await deduct(after, await mint(after, pupil, 10_000), `M-00000${number}`, 10_000);
    const over = await deduct(after, await mint(after, pupil, 1), 'M-000007', 1);
    expect(over.json).toMatchObject({ error_type: 'OVER_LIMIT' });
    await after.pass(0);
    expect(after.delivered.length).toBe(1);
    reopened.close();
  });

  test('what was answered is stored: a process that dies after the answer has it', async () => {
    const path = join(folder, 'emulator.db');
    const saved: string[] = [];
    const store = createSqliteEmulatorStore(path);
    const world = createEmulatedWorld({
      store: {
        ...store,
        save: (records) => {
          saved.push(...records.map(({ kind }) => kind));
          store.save(records);
        },
      },
    });
    const pupil = await signUp(world, 'stu-000001');
    const credential = await mint(world, pupil, 100);
    saved.length = 0;
    await world.client.control('POST', '/faults', { kind: 'lose-reply' });
    await expect(deduct(world, credential, 'M-000001', 100)).rejects.toThrow('reply lost');
    expect(saved).toContain('order');
    store.close();
    const reopened = createSqliteEmulatorStore(path);
    const after = createEmulatedWorld({ store: reopened });
    expect((await query(after, 'M-000001')).json).toMatchObject({ trade_state: 'SUCCESS' });
    reopened.close();
  });

  test('BAD-89: the keys are kept in a file only its owner reads, and come back', () => {
    const path = join(folder, 'keys.json');
    expect(readKeysFile(path)).toBeUndefined();
    writeKeysFile(path, keys);
    expect(readKeysFile(path)).toEqual(keys);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
