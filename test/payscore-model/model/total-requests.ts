import { day, dayForm, hour, second, secondsForm } from './beijing.ts';
import type { Chosen } from './create-requests.ts';
import { boundOf, riskFen } from './profile.ts';
import type { ReferenceOrder } from './reference-order.ts';
import type { CompleteRequest, Item, ModifyRequest } from './request.ts';

interface Bill {
  readonly payments: readonly Item[];
  readonly discounts: readonly Item[];
  readonly total: number;
}
/** A bill that adds up to this. */
const bill = (total: number, fen: number): Bill => {
  const off = fen % 2 === 0 ? 0 : 1 + (fen % 50);
  const first = Math.floor(total / 3);
  return {
    payments: [
      { name: '就餐费用', amount: first },
      { name: '服务费', amount: total - first + off, description: '100/小时' },
    ],
    discounts: off === 0 ? [] : [{ name: '满20减1元', description: '不与其他优惠叠加', amount: off }],
    total,
  };
};
const offBy = (by: number, made: Bill): Bill => ({ ...made, total: made.total + by });

/** The end of the service, as this order writes its times: a second ago, or the day of `at`. */
const endAt = ({ create }: ReferenceOrder, { now, profile }: Chosen, at?: number): string => {
  const days = create === undefined ? profile.timeForm === 'days' : /^\d{8}$/u.test(create.start);
  return days ? dayForm(at ?? now) : secondsForm(at ?? now - second);
};
const complete = (made: Bill, end?: string): CompleteRequest => ({
  type: 'complete',
  ...made,
  ...(end !== undefined && { end }),
});
const modify = (made: Bill): ModifyRequest => ({ type: 'modify', ...made, reason: '用户投诉' });

export const totalRequest = (
  call: string,
  order: ReferenceOrder,
  chosen: Chosen,
): CompleteRequest | ModifyRequest | undefined => {
  const { fen, now, profile } = chosen;
  const bound = boundOf(profile, order.create?.risk.amount ?? riskFen);
  const usual = bill(2 + fen, fen);
  const end = endAt(order, chosen);
  const total = order.total ?? 100;
  const days = end.length === 8;
  switch (call) {
    case 'complete':
      return complete(usual, end);
    case 'complete at the bound':
      return complete(bill(bound, fen), end);
    case 'complete with counts':
      return complete({ ...usual, payments: usual.payments.map((item) => ({ ...item, count: 3 })) }, end);
    case 'complete at zero':
      return complete(bill(0, fen), end);
    case 'complete same':
      return order.complete;
    case 'complete with another end time':
      return order.complete && { ...order.complete, end: secondsForm(now - 2 * second) };
    case 'complete one fen off':
      return complete(offBy(fen % 2 === 0 ? 1 : -1, usual), end);
    case 'complete one fen above the bound':
      return complete(bill(bound + 1, fen), end);
    case 'complete below zero':
      return complete(
        {
          payments: [{ name: '就餐费用', amount: 100 }],
          discounts: [{ name: '优惠', description: '优惠', amount: 101 + fen }],
          total: -1 - fen,
        },
        end,
      );
    case 'complete ending in the future':
      return complete(usual, days ? dayForm(now + day) : secondsForm(now + hour));
    case 'complete ending before it started':
      return complete(usual, endAt(order, chosen, (order.createdAt ?? now) - (days ? day : hour)));
    case 'complete in another precision':
      return complete(usual, days ? secondsForm(now - second) : dayForm(now));
    case 'complete without any end time':
      return complete(usual);
    case 'modify lower':
      return modify(bill(1 + (fen % Math.max(1, total - 1)), fen));
    case 'modify to zero':
      return modify(bill(0, fen));
    case 'modify to equal':
      return modify(bill(total, fen));
    case 'modify higher':
      return modify(bill(total + 1 + fen, fen));
    case 'modify one fen off':
      return modify(offBy(1, bill(Math.max(0, total - 2), fen)));
    case 'modify same':
      return order.modify;
    default:
      return undefined;
  }
};
