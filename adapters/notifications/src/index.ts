export { combineNotifiers } from './combine-notifiers.ts';
export { createLogNotifier } from './log-notifier.ts';
export { createGotPost, type GotPost } from './got-post.ts';
export type { Post, PostCall, PostResult } from './post.ts';
export { readWebhookSecret, type WebhookSecret, type WebhookSecretInvalid } from './webhook-secret.ts';
export { createWebhookNotifier, type WebhookNotifierDeps } from './webhook-notifier.ts';
