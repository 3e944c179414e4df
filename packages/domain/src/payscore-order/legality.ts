import type * as E from 'fp-ts/lib/Either.js';
import { accept, reject } from '../kernel/decider.ts';
import { type Instant, msBetween } from '../kernel/instant.ts';
import { payscoreLegalCalls } from './edges.ts';
import type { PayscoreOrder, PayscoreStatus } from './payscore-order.ts';
import type { PayscoreRules } from './policy.ts';
import type { PayscoreOrderRejection } from './rejection.ts';
import type { PayscoreCall } from './wish.ts';

/** As it stands now: what nobody confirmed for 30 days has expired, although no notice tells (INV-79). */
export const payscoreStatusAt = (
  { status, movedAt }: PayscoreOrder,
  now: Instant,
  { payscoreExpiryMs }: Pick<PayscoreRules, 'payscoreExpiryMs'>,
): PayscoreStatus => (status === 'created' && msBetween(movedAt, now) >= payscoreExpiryMs ? 'expired' : status);

/** The state table has such an edge, and nothing of it was paid yet (INV-70). An illegal call sends nothing. */
export const requireLegal = (
  call: PayscoreCall,
  order: PayscoreOrder,
  now: Instant,
  rules: PayscoreRules,
): E.Either<PayscoreOrderRejection, readonly never[]> => {
  const status = payscoreStatusAt(order, now, rules);
  if (!payscoreLegalCalls[status].includes(call)) return reject({ type: 'PayscoreNotNow', call, status });
  const partPaid = (order.said?.collection?.paid ?? 0) > 0;
  return call === 'modify' && partPaid ? reject({ type: 'PayscorePartPaid' }) : accept();
};
