import { hash } from 'node:crypto';
import type { Hasher } from '@facepay/domain';

export const createHasher = (): Hasher => ({ sha256: (text) => hash('sha256', text, 'hex') });
