import { hashBytes } from './hash.ts';

/** RFC 9530 `content-digest` of a body, SHA-256. An empty body has one too. */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${Buffer.from(hashBytes(body)).toString('base64')}:`;
