import type { IdSource } from '@facepay/domain';
import { randomBytes } from './randomness.ts';

export const createIdSource = (): IdSource => ({ next: () => Buffer.from(randomBytes(16)).toString('hex') });
