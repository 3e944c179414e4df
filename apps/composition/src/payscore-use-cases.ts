import {
  askPayscoreOrder,
  openPayscoreOrder,
  type PayscoreDependencies,
  preAuthorisePayscore,
  progressPayscoreOrder,
  readPayscorePermission,
  refundPayscoreOrder,
  terminatePayscorePermission,
} from '@facepay/application';
import type { PayscorePolicy } from '@facepay/domain';

/** What the product does with Pay Score, where an installation has a service of it. */
export interface PayscoreUseCases {
  readonly policy: PayscorePolicy;
  readonly openOrder: ReturnType<typeof openPayscoreOrder>;
  readonly askOrder: ReturnType<typeof askPayscoreOrder>;
  readonly progressOrder: ReturnType<typeof progressPayscoreOrder>;
  readonly refundOrder: ReturnType<typeof refundPayscoreOrder>;
  readonly preAuthorise: ReturnType<typeof preAuthorisePayscore>;
  readonly readPermission: ReturnType<typeof readPayscorePermission>;
  readonly terminatePermission: ReturnType<typeof terminatePayscorePermission>;
}

export const createPayscoreUseCases = (deps: PayscoreDependencies): PayscoreUseCases => ({
  policy: deps.payscore.policy,
  openOrder: openPayscoreOrder(deps),
  askOrder: askPayscoreOrder(deps),
  progressOrder: progressPayscoreOrder(deps),
  refundOrder: refundPayscoreOrder(deps),
  preAuthorise: preAuthorisePayscore(deps),
  readPermission: readPayscorePermission(deps),
  terminatePermission: terminatePayscorePermission(deps),
});
