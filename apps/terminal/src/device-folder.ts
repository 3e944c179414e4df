import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteVoucherJournal } from '@facepay/device-emulator';
import type { VoucherJournal } from '@facepay/device-emulator';
import { keyPairFromSeed } from '@facepay/device-protocol';
import type { Ed25519KeyPair } from '@facepay/device-protocol';

/** What a terminal keeps on its own disk. */
export interface DeviceDisk {
  readonly deviceKey: Ed25519KeyPair;
  readonly journal: VoucherJournal;
}

/** Opens the folder of one device, making its key (mode 0600) and journal the first time. */
export const openDeviceFolder = (folder: string): DeviceDisk => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'device.key');
  if (!existsSync(path)) {
    // Renamed into place, so that a crash never leaves half a key.
    writeFileSync(`${path}.new`, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
  const seed = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  return { deviceKey: keyPairFromSeed(seed), journal: openSqliteVoucherJournal(join(folder, 'journal.db')) };
};
