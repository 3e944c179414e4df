import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreSettings } from '../payscore-settings.ts';
import { finalItemsFault, totalFault } from './payscore-amounts.ts';
import type { PayscoreItem, PayscoreOrder } from './payscore-order.ts';
import { outOfRange, type PayscoreRefusal, refusals, wrongState } from './payscore-refusal.ts';
import { readCompactTime } from './payscore-time.ts';

interface MessageFacts {
  readonly settings: PayscoreSettings;
  readonly order: PayscoreOrder;
  readonly kind: 'pending' | 'prepaid';
  readonly request: {
    readonly post_payments: readonly PayscoreItem[];
    readonly post_discounts?: readonly PayscoreItem[] | undefined;
    readonly total_amount: number;
    readonly prepaid_time: string;
  };
}

/** Tells the user what will be asked for, each message once an order (`payscore-wire.md` §4.9); moves no money. */
export const decidePayscoreMessage = ({
  settings,
  order,
  kind,
  request,
}: MessageFacts): E.Either<PayscoreRefusal, PayscoreOrder> => {
  if (order.state !== 'DOING')
    return E.left(wrongState(settings.payscoreWrongStateCode, order.state === 'CREATED' ? 271_302_332 : 271_302_262));
  const { messages = [] } = order;
  if (messages.includes(kind)) return E.left(refusals.messageSent);
  const { post_payments: payments, post_discounts: discounts, total_amount: total, prepaid_time: day } = request;
  const fault =
    finalItemsFault(payments, discounts) ??
    totalFault(total, payments, discounts) ??
    (readCompactTime(day)?.digits === 8 ? undefined : outOfRange('prepaid_time'));
  return fault === undefined ? E.right({ ...order, messages: [...messages, kind] }) : E.left(fault);
};
