import type { Disturbance } from './wechat-world.ts';

/** Everything after which a call must not be believed to have succeeded, failed or found anything. */
export const misleading: readonly Disturbance[] = [
  'request-lost',
  'answer-lost',
  'answer-cut',
  'answer-unsigned',
  'answer-forged',
  'answer-stale',
  'answer-under-unknown-key',
  'answer-probe',
  'broken-before-effect',
  'broken-after-effect',
];
/** Of these, the ones after which the request has had its effect. */
export const effective: ReadonlySet<Disturbance> = new Set<Disturbance>([
  'answer-lost',
  'answer-cut',
  'answer-unsigned',
  'answer-forged',
  'answer-stale',
  'answer-under-unknown-key',
  'answer-probe',
  'broken-after-effect',
  'twice',
]);
