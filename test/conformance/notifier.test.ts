import { notifierSuite } from '@facepay/conformance';
import type { LogFields } from '@facepay/domain';
import { Instant } from '@facepay/domain';
import {
  combineNotifiers,
  createLogNotifier,
  createWebhookNotifier,
  type PostCall,
  readWebhookSecret,
} from '@facepay/notifications';
import * as E from 'fp-ts/lib/Either.js';

const openLog = async () => {
  const lines: LogFields[] = [];
  const note = (message: string, fields: LogFields = {}): void => {
    lines.push({ ...fields, message });
  };
  return {
    notifier: createLogNotifier({ info: note, warn: note }),
    heard: () => lines.map(({ key }) => String(key)),
    told: () => JSON.stringify(lines),
  };
};

const openWebhook = async () => {
  const secret = readWebhookSecret(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
  if (E.isLeft(secret)) throw new Error(secret.left.reason);
  let left = Number.POSITIVE_INFINITY;
  const calls: PostCall[] = [];
  const notifier = createWebhookNotifier({
    url: 'https://school.example/hook',
    secrets: [secret.right],
    clock: { now: () => Instant.of(1_800_000_000_000) },
    timeoutMs: 1000,
    post: async (call) => {
      if (left === 0) return { type: 'Answered', status: 503 };
      left -= 1;
      calls.push(call);
      return { type: 'Answered', status: 200 };
    },
  });
  return {
    notifier,
    heard: () => calls.map(({ headers }) => headers['webhook-id'] ?? ''),
    told: () => JSON.stringify(calls),
    deafAfter: (count = Number.POSITIVE_INFINITY) => {
      left = count;
    },
  };
};

notifierSuite('log', openLog);
notifierSuite('webhook', openWebhook);
notifierSuite('log, then webhook', async () => {
  const webhook = await openWebhook();
  const log = await openLog();
  return { ...webhook, notifier: combineNotifiers(log.notifier, webhook.notifier) };
});
