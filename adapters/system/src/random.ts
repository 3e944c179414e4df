import type { IdSource } from '@facepay/domain';
import { randomBytes as bytes } from 'node:crypto';

export const randomBytes = (count: number): Uint8Array => bytes(count);

/** 128 random bits as 32 hex digits (INV-57). */
export const createIdSource = (): IdSource => ({ next: () => bytes(16).toString('hex') });
