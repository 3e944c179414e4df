import type { Decider } from '../kernel/decider.ts';
import type { PayscoreOrderCommand } from './command.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscoreOrderRejection } from './rejection.ts';

export type PayscoreOrderDecider = Decider<
  PayscoreOrderCommand,
  PayscoreOrder | undefined,
  PayscoreOrderEvent,
  PayscoreOrderRejection
>;
