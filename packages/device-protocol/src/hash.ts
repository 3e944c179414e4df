import { createHash } from 'node:crypto';

/** SHA-256. */
export const hashBytes = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
