import { createHash } from 'node:crypto';
import type { Hasher } from '@facepay/domain';

export const createHasher = (): Hasher => ({
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
});
