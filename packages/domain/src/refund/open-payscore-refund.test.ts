import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { after, answer, ask, begin, given, notice, orders, paid, shown, stories, sync } from '../../test/payscore.ts';
import type { Fen } from '../kernel/fen.ts';
import type { RefundNo } from '../kernel/ids.ts';
import { minute } from '../kernel/instant.ts';
import { paidTwiceRefundNo, type PayscoreOrder } from '../payscore-order/index.ts';
import { openPayscoreRefund } from './open-payscore-refund.ts';
import { defaultRefundPolicy } from './policy.ts';
import type { RefundBook } from './refund-book.ts';

const wish = (amount: number, no = 'R-1') => ({
  no: no as RefundNo,
  amount: amount as Fen,
  reason: '重复付款',
  by: 'office',
  at: after(60 * minute),
});
const open = (order: PayscoreOrder, asked: ReturnType<typeof wish>, book?: RefundBook) =>
  openPayscoreRefund(
    { order, refund: undefined, book },
    asked,
    defaultRefundPolicy,
    ({ transactionId }) => transactionId,
  );
const refusalOf = (order: PayscoreOrder, asked: ReturnType<typeof wish>, book?: RefundBook): unknown => {
  const opened = open(order, asked, book);
  return E.isLeft(opened) ? opened.left.type : opened.right.refund?.status;
};
const at = 10 * minute;
const syncedAt = [...stories['awaiting-payment'], ask(sync(after(5 * minute)), at), begin(at)] as const;
const synced = given(...syncedAt, answer(shown(paid(3_900, 'merchant')), at));

describe('a refund of a service order', () => {
  test('INV-78 only what WeChat itself has collected, by its transaction id', () => {
    const opened = open(orders.done, wish(3_900));
    expect(opened).toMatchObject({
      right: {
        refund: { payscoreOrder: 'PS-1', transactionId: '4200', total: 3_900, body: '4200', status: 'requested' },
      },
    });
    for (const order of [orders.created, orders['awaiting-payment'], orders.revoked, synced])
      expect(refusalOf(order, wish(1))).toBe('PayscoreNotCollected');
  });
  test('INV-30 never more than was collected, over all numbers', () => {
    expect(refusalOf(orders.done, wish(3_901))).toBe('RefundAboveRest');
    const first = open(orders.done, wish(3_000));
    const book = E.isRight(first) ? first.right.book : undefined;
    expect(refusalOf(orders.done, wish(901, 'R-2'), book)).toBe('RefundAboveRest');
    expect(refusalOf(orders.done, wish(900, 'R-2'), book)).toBe('requested');
  });
  test('INV-77 INV-30 a part of a payment that goes back is told with the whole payment, and bounds no other refund', () => {
    const { collection, ...rest } = paid();
    const details = [
      { amount: 3_000 as Fen, by: 'wechat', transactionId: '4200' },
      { amount: 2_000 as Fen, by: 'merchant' },
    ] as const;
    const both = { ...rest, ...(collection === undefined ? {} : { collection: { ...collection, details } }) };
    const order = given(...syncedAt, answer(shown(both), at));
    expect(order.paidTwice).toMatchObject({ amount: 1_100 });
    const first = open(order, wish(1_100, paidTwiceRefundNo(order)));
    expect(first).toMatchObject({ right: { refund: { amount: 1_100, total: 3_000 }, book: { total: 3_000 } } });
    const book = E.isRight(first) ? first.right.book : undefined;
    expect(refusalOf(order, wish(1_900, 'R-2'), book)).toBe('requested');
    expect(refusalOf(order, wish(1_901, 'R-2'), book)).toBe('RefundAboveRest');
  });
  test('INV-77 paid through both channels: one refund, under a number that follows from the order', () => {
    const twice = given(...syncedAt, answer(shown(paid(3_900, 'merchant')), at), notice(paid(), at + minute));
    const no = paidTwiceRefundNo(twice);
    expect(no).toBe('paid-twice@PS-1');
    const first = open(twice, wish(3_900, no));
    expect(E.isRight(first)).toBe(true);
    const book = E.isRight(first) ? first.right.book : undefined;
    expect(refusalOf(twice, wish(3_900, 'R-2'), book)).toBe('RefundAboveRest');
  });
});
