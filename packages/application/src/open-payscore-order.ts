import {
  type Instant,
  type PayscoreOrder,
  type PayscorePolicy,
  payscoreStatusAt,
  type PayscoreTerms,
} from '@facepay/domain';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Once } from './answer-once.ts';
import { type AskFailure, storeAndTry } from './ask-payscore.ts';
import type { PayscoreDependencies } from './payscore-step.ts';

/**
 * 创建支付分订单: stored with the bytes that will be sent, then tried at once. The same number with the same terms is the same
 * order; where its package is too old to be handed out, the stored create asks for another one (INV-79).
 */
export const openPayscoreOrder =
  (deps: PayscoreDependencies) =>
  (terms: PayscoreTerms, by: string, asked: Once<PayscoreOrder>): TE.TaskEither<AskFailure, PayscoreOrder> => {
    const at = deps.clock.now();
    const rules = deps.payscore.policy;
    const body = deps.payscore.orders.prepare({ type: 'create', ...terms });
    return storeAndTry(deps)(terms.no, 'create', asked, (order) => [
      { type: 'OpenPayscoreOrder', terms, body, by, at, rules },
      ...(wantsPackage(order, at, rules) ? [{ type: 'RenewPayscorePackage' as const, by, at, rules }] : []),
    ]);
  };

const wantsPackage = (order: PayscoreOrder | undefined, now: Instant, policy: PayscorePolicy): boolean =>
  order !== undefined &&
  payscoreStatusAt(order, now, policy) === 'created' &&
  order.asked === undefined &&
  (order.package === undefined || now - order.package.at >= policy.payscorePackageMs);
