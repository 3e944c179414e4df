import type { Clock, Notifier, NotifyFailure, NumberedEvent } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { eventPayload } from './event-payload.ts';
import type { Post } from './post.ts';
import { webhookHeaders } from './webhook-headers.ts';
import type { WebhookSecret } from './webhook-secret.ts';

export interface WebhookNotifierDeps {
  readonly url: string;
  /** All of them sign, newest first, while one is being changed. At least one. */
  readonly secrets: readonly [WebhookSecret, ...WebhookSecret[]];
  /** `createGotPost().post` on a network. */
  readonly post: Post;
  readonly clock: Clock;
  /** Limit of one whole exchange. */
  readonly timeoutMs: number;
}

/** One signed POST an event, in order, by Standard Webhooks; the first that is not answered 2xx ends the round. */
export const createWebhookNotifier = (deps: WebhookNotifierDeps): Notifier => ({
  notify: (events) => async () => {
    for (const event of events) {
      const failure = await tell(deps, event);
      if (failure !== undefined) return E.left(failure);
    }
    return E.right(undefined);
  },
});

const tell = async (
  { url, secrets, post, clock, timeoutMs }: WebhookNotifierDeps,
  event: NumberedEvent,
): Promise<NotifyFailure | undefined> => {
  const body = JSON.stringify(eventPayload(event));
  const message = { id: event.key, timestamp: Math.floor(clock.now() / 1000), body };
  const result = await post({ url, headers: webhookHeaders(secrets, message), body, timeoutMs });
  if (result.type === 'Failed') return { type: 'NotifyFailed', reason: result.reason };
  return result.status >= 200 && result.status <= 299
    ? undefined
    : { type: 'NotifyFailed', reason: `status ${result.status}` };
};
