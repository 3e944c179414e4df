import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';

/** An AES-256-GCM sealed member of a notice or of the certificate list (`v3-rules.md` §5). */
export const EncryptedResourceBody = resource(
  'EncryptedResourceBody',
  { algorithm: t.string, nonce: t.string, ciphertext: t.string },
  { associated_data: maybe(t.string), original_type: maybe(t.string) },
);
export type EncryptedResourceBody = t.TypeOf<typeof EncryptedResourceBody>;
