import type { Clock, Logger, Notifier } from '@facepay/domain';
import {
  combineNotifiers,
  createGotPost,
  createLogNotifier,
  createWebhookNotifier,
  readWebhookSecret,
} from '@facepay/notifications';
import * as E from 'fp-ts/lib/Either.js';
import { ContainerModule } from 'inversify';
import type { Settings } from '../settings/settings.ts';
import { Tokens } from '../tokens.ts';

/** Every event becomes a log line, and a webhook where one is set. */
export const notificationModule = new ContainerModule(({ bind }) => {
  bind(Tokens.notifier)
    .toResolvedValue(createNotifier, [Tokens.settings, Tokens.logger, Tokens.clock])
    .inSingletonScope();
});

const createNotifier = ({ webhook }: Settings, logger: Logger, clock: Clock): Notifier => {
  const log = createLogNotifier(logger);
  if (webhook === undefined) return log;
  const [first, ...others] = webhook.secrets.map((text) => {
    const secret = readWebhookSecret(text);
    if (E.isRight(secret)) return secret.right;
    throw new Error(`FACEPAY_WEBHOOK_SECRETS: ${secret.left.reason}`);
  });
  if (first === undefined) throw new Error('FACEPAY_WEBHOOK_SECRETS: is missing');
  const { post } = createGotPost();
  const hook = createWebhookNotifier({ url: webhook.url, secrets: [first, ...others], post, clock, timeoutMs: 10_000 });
  return combineNotifiers(log, hook);
};
