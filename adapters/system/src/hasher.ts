import type { Hasher } from '@facepay/domain';
import { createHash } from 'node:crypto';

export const createHasher = (): Hasher => ({ sha256: (text) => createHash('sha256').update(text).digest('hex') });
