import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `start` makes for itself the first time; every file has mode 0600. */
export interface Secrets {
  readonly adminToken: string;
  readonly fieldKeys: string;
  readonly ackKeyPem: string;
  readonly adminTokenPath: string;
}

/** Everything lives in one folder, so that a later start goes on where this one ended. */
export const openDataFolder = (folder: string): Secrets => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const adminTokenPath = join(folder, 'admin-token');
  return {
    adminTokenPath,
    adminToken: kept(adminTokenPath, () => randomBytes(24).toString('base64url')),
    fieldKeys: kept(join(folder, 'field-keys'), () => `k1:${randomBytes(32).toString('base64')}`),
    ackKeyPem: kept(join(folder, 'ack-key.pem'), () =>
      generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    ),
  };
};

/** Renamed into place, so that a crash never leaves half a secret. */
const kept = (path: string, make: () => string): string => {
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, make(), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, 'utf8').trim();
};
