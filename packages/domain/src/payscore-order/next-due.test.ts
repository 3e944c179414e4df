import { describe, expect, test } from 'vitest';
import {
  after,
  answer,
  ask,
  begin,
  given,
  modify,
  orders,
  query,
  rules,
  shown,
  awaiting,
  stories,
  fen,
} from '../../test/payscore.ts';
import { minute } from '../kernel/instant.ts';
import { nextPayscoreDueAt, payscorePackageOf } from './next-due.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import { defaultPayscorePolicy, type PayscorePolicy } from './policy.ts';

const policy: PayscorePolicy = { ...defaultPayscorePolicy, riskCap: fen(1), assessment: 'refuse' };
const wait = (order: PayscoreOrder, ms = 0) => {
  const due = nextPayscoreDueAt(order, after(ms), policy);
  return due === undefined ? undefined : due - after(ms);
};

describe('when the worker looks', () => {
  test('at once where something is to be sent, soon where its end is unknown', () => {
    expect(wait(orders.requested)).toBe(0);
    expect(wait(given(...stories.requested, begin()))).toBe(1_000);
  });
  test('INV-80 after the wait where a deduction is running', () => {
    const at = 10 * minute;
    const told = answer({ type: 'PayscoreBeingCharged' }, at);
    expect(wait(given(...stories['awaiting-payment'], ask(modify(1), at), begin(at), told), at)).toBe(3 * minute);
  });
  test('INV-79 an unconfirmed order until it must have expired; a payment without end, ever slower', () => {
    expect(wait(orders.created)).toBe(minute);
    const looks = Array.from({ length: 9 }, (_, n) => query(shown({ state: 'created' }), n + 1));
    const old = given(...stories.created, ...looks);
    expect(wait(old)).toBe(6 * 60 * minute);
    expect(wait(old, rules.payscoreExpiryMs - minute)).toBe(2 * minute);
    expect(wait(old, rules.payscoreExpiryMs + 2 * minute)).toBe(6 * 60 * minute);
    const unpaid = Array.from({ length: 99 }, (_, n) => query(shown(awaiting()), 4 * minute + n));
    expect(wait(given(...stories['awaiting-payment'], ...unpaid))).toBe(24 * 60 * minute);
  });
  test('never where nothing happens by itself', () => {
    for (const order of [orders['in-service'], orders.done, orders.revoked, orders.expired, orders.refused])
      expect(wait(order)).toBeUndefined();
  });
  test('INV-79 a package is not handed out after an hour, nor once somebody confirmed', () => {
    expect(payscorePackageOf(orders.created, after(60 * minute - 1), policy)).toBe('DJIO');
    expect(payscorePackageOf(orders.created, after(60 * minute), policy)).toBeUndefined();
    expect(payscorePackageOf(orders['in-service'], after(0), policy)).toBeUndefined();
    const renew = { type: 'RenewPayscorePackage', by: 'app', at: after(2 * 60 * minute), rules } as const;
    const renewed = given(...stories.created, renew);
    expect(renewed.asked).toMatchObject({ wish: { type: 'create' }, body: '{"create":1}' });
    const given2 = answer(shown({ state: 'created', package: 'NEW' }), 2 * 60 * minute);
    expect(
      payscorePackageOf(given(...stories.created, renew, begin(2 * 60 * minute), given2), after(121 * minute), policy),
    ).toBe('NEW');
  });
});
