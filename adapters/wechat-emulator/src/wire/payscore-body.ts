import type { PayscoreItem, PayscoreOrder, PayscoreParty } from '../money-truth/payscore-order.ts';
import { compactTime } from '../money-truth/payscore-time.ts';
import { namesOf } from '../services/sub-openid.ts';

const partyMembers = ({ appid, mchid, subAppid, subMchid }: PayscoreParty): object => ({
  appid,
  mchid,
  sub_appid: subAppid,
  sub_mchid: subMchid,
});

/** An empty list is not shown. */
const shown = (items: readonly PayscoreItem[] | undefined): readonly PayscoreItem[] | undefined =>
  items?.length === 0 ? undefined : items;

const serviceMembers = (order: PayscoreOrder): object => ({
  ...partyMembers(order.party),
  out_order_no: order.outOrderNo,
  service_id: order.serviceId,
  service_introduction: order.introduction,
  state: order.state,
  state_description: order.description,
  post_payments: shown(order.postPayments),
  post_discounts: shown(order.postDiscounts),
  risk_fund: order.riskFund,
  time_range: order.timeRange,
  location: order.location,
  order_id: order.orderId,
});

const isCompleted = ({ state, completedAt }: PayscoreOrder): boolean =>
  completedAt !== undefined && state !== 'REVOKED';

/** After a completion that left something to collect (`payscore-wire.md` §3.8). */
const collectionMembers = (order: PayscoreOrder): object => {
  const { totalFen, payment } = order;
  if (!isCompleted(order) || totalFen === undefined) return { total_amount: totalFen };
  if (totalFen === 0) return { total_amount: 0, need_collection: false };
  return {
    total_amount: totalFen,
    need_collection: true,
    collection: {
      state: payment === undefined ? 'USER_PAYING' : 'USER_PAID',
      total_amount: totalFen,
      paying_amount: payment === undefined ? totalFen : 0,
      paid_amount: payment === undefined ? 0 : totalFen,
      bank_type: payment?.bankType,
      details:
        payment === undefined
          ? undefined
          : [
              {
                seq: 1,
                amount: payment.amountFen,
                paid_type: payment.paidType,
                paid_time: compactTime(payment.paidAt),
                transaction_id: payment.transactionId,
              },
            ],
    },
  };
};

const echoed = ({ attach, notifyUrl }: PayscoreOrder): object => ({ attach, notify_url: notifyUrl });

/** What create answers (§4.1): launch data only where the user still has to confirm. */
export const createdBody = (order: PayscoreOrder): object => ({
  ...serviceMembers(order),
  ...echoed(order),
  package: order.state === 'CREATED' ? order.packages.at(-1)?.text : undefined,
});

/** The full order (§4.2): query, modify, sync. */
export const payscoreBody = (order: PayscoreOrder): object => ({
  ...serviceMembers(order),
  ...collectionMembers(order),
  ...echoed(order),
  device: order.device,
  ...namesOf(order.party, order.openid),
});

/** What complete answers (§4.4): no collection; the description is a switch while the money is still to come. */
export const completedBody = (order: PayscoreOrder, description: string): object => ({
  ...serviceMembers(order),
  state_description: order.state === 'DOING' ? description : undefined,
  total_amount: order.totalFen,
  need_collection: (order.totalFen ?? 0) > 0,
});

/** Which order it was, and nothing of its state: cancel and pay (§4.3, §4.7). */
export const namedBody = (order: PayscoreOrder): object => ({
  ...partyMembers(order.party),
  out_order_no: order.outOrderNo,
  service_id: order.serviceId,
  order_id: order.orderId,
});
