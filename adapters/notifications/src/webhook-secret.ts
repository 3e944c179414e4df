import { createSecretKey, type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';

/** A Standard Webhooks signing secret, kept in a key object so that it does not end up in logs. */
export interface WebhookSecret {
  readonly key: KeyObject;
}
export interface WebhookSecretInvalid {
  readonly type: 'WebhookSecretInvalid';
  readonly reason: string;
}

/** `whsec_` and base64 of 24 to 64 bytes. */
export const readWebhookSecret = (text: string): E.Either<WebhookSecretInvalid, WebhookSecret> => {
  if (!text.startsWith(prefix)) return invalid('does not start with whsec_');
  const encoded = text.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) return invalid('not base64');
  if (bytes.length < 24 || bytes.length > 64) return invalid('not 24 to 64 bytes');
  return E.right({ key: createSecretKey(bytes) });
};

const prefix = 'whsec_';
const invalid = (reason: string): E.Either<WebhookSecretInvalid, never> =>
  E.left({ type: 'WebhookSecretInvalid', reason });
