import { createHmac } from 'node:crypto';
import type { WebhookSecret } from './webhook-secret.ts';

export interface WebhookMessage {
  /** The same for every repeat of an event: what the receiver tells repeats by. */
  readonly id: string;
  /** Unix seconds of this sending. */
  readonly timestamp: number;
  readonly body: string;
}

/** Standard Webhooks: one signature a secret, so that receivers may change theirs while both are sent. */
export const webhookHeaders = (
  secrets: readonly WebhookSecret[],
  message: WebhookMessage,
): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'user-agent': 'facepay/0.1',
  'webhook-id': message.id,
  'webhook-timestamp': String(message.timestamp),
  'webhook-signature': secrets.map((secret) => `v1,${signatureOf(secret, message)}`).join(' '),
});

const signatureOf = ({ key }: WebhookSecret, { id, timestamp, body }: WebhookMessage): string =>
  createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
