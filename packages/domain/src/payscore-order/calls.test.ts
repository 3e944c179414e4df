import { describe, expect, test } from 'vitest';
import {
  after,
  answer,
  ask,
  begin,
  broken,
  cancel,
  complete,
  done,
  faceTerms,
  given,
  inService,
  modify,
  notice,
  open,
  orders,
  paid,
  refused,
  rules,
  shown,
  stories,
  sync,
  when,
} from '../../test/payscore.ts';
import { minute } from '../kernel/instant.ts';
import { canReach, isFinalStage, payscoreEdges, payscoreLegalCalls } from './edges.ts';
import type { PayscoreStatus } from './payscore-order.ts';
import { toCompact } from './times.ts';

const statuses = Object.keys(orders) as readonly PayscoreStatus[];
const late = 10 * minute;
const wishes = {
  complete: complete(3_000, toCompact(after(late - 1_000))),
  cancel,
  modify: modify(100),
  sync: sync(after(5 * minute)),
} as const;

/** Why a call that is not legal is refused; a complete that was taken before is asked otherwise. */
const refusals: Readonly<Record<PayscoreStatus, RegExp>> = {
  requested: /^PayscoreCallOpen$/u,
  refused: /^PayscoreNotNow$/u,
  created: /^PayscoreNotNow$/u,
  'in-service': /^PayscoreNotNow$/u,
  'awaiting-payment': /^PayscoreAskedOtherwise$/u,
  done: /^Payscore(?:NotNow|AskedOtherwise)$/u,
  revoked: /^PayscoreNotNow$/u,
  expired: /^PayscoreNotNow$/u,
};
const foundOf = (found: unknown): string => (Array.isArray(found) ? found.join() : String(Object(found).type));

describe('calls of a service order', () => {
  for (const status of statuses)
    for (const call of ['complete', 'cancel', 'modify', 'sync'] as const) {
      const legal = payscoreLegalCalls[status].includes(call);
      test(`INV-70 BAD-70 ${call} where it is ${status}: ${legal ? 'leaves' : 'refused without a request'}`, () => {
        expect(foundOf(when(orders[status], ask(wishes[call], late)))).toMatch(
          legal ? /^PayscoreAsked$/u : refusals[status],
        );
      });
    }
  test('INV-70 the table: nothing leaves a final state, and legal calls are those with an edge, and create again', () => {
    expect(payscoreEdges.filter(({ from }) => isFinalStage(from))).toEqual([]);
    for (const status of statuses)
      for (const call of payscoreLegalCalls[status])
        expect(call === 'create' || payscoreEdges.some(({ from, by }) => from === status && by === call)).toBe(true);
    expect(canReach('created', 'done')).toBe(true);
    expect(canReach('done', 'awaiting-payment')).toBe(false);
    expect(canReach('awaiting-payment', 'in-service')).toBe(false);
    expect(canReach('revoked', 'done')).toBe(false);
  });
  test('INV-75 the same wish again changes nothing, open or taken, whatever bytes come with it', () => {
    const wish = complete(3_900, toCompact(after(2 * minute)));
    const asked = given(...stories['in-service'], ask(wish, 3 * minute));
    expect(when(asked, ask(wish, 9 * minute, '{"rebuilt":1}'))).toEqual([]);
    expect(when(orders['awaiting-payment'], ask(wish, 9 * minute, '{"rebuilt":1}'))).toEqual([]);
    expect(asked.asked?.body).toBe('{"complete":1}');
  });
  test('BAD-70 INV-76 complete twice with another end time', () => {
    const other = ask(complete(3_900, toCompact(after(4 * minute))), 5 * minute);
    expect(refused(given(...stories['in-service'], ask(complete(), 3 * minute)), other)).toBe('PayscoreAskedOtherwise');
    expect(refused(orders['awaiting-payment'], other)).toBe('PayscoreAskedOtherwise');
    expect(refused(orders.done, other)).toBe('PayscoreAskedOtherwise');
  });
  test('INV-75 another reason is another cancel', () => {
    const asked = given(...stories.created, ask(cancel, minute));
    expect(when(asked, ask({ type: 'cancel', reason: '其他' }, minute))).toEqual({
      type: 'PayscoreAskedOtherwise',
      call: 'cancel',
    });
  });
  test('one call at a time', () => {
    const asked = given(...stories['in-service'], ask(complete(), 3 * minute));
    expect(when(asked, ask(cancel, 3 * minute))).toEqual({ type: 'PayscoreCallOpen', call: 'complete' });
  });
  test('BAD-72 INV-76 modify upward, to equal, after payment', () => {
    const order = orders['awaiting-payment'];
    for (const total of [3_901, 3_900])
      expect(broken(order, ask(modify(total), late))).toEqual(['total', 'total-lower']);
    expect(when(order, ask(modify(3_899), late))).toEqual(['PayscoreAsked']);
    expect(when(order, ask(modify(0), late))).toEqual(['PayscoreAsked']);
    expect(refused(orders.done, ask(modify(1), late))).toBe('PayscoreNotNow');
  });
  test('nothing is modified where a deposit was really paid', () => {
    const part = { state: 'user-paying', total: 3_900, paying: 3_000, paid: 900, details: [] } as const;
    const order = given(
      ...stories['awaiting-payment'].slice(0, -1),
      answer(shown({ state: 'doing', description: 'mch-complete', collection: part as never }), 3 * minute),
    );
    expect(refused(order, ask(modify(100), late))).toBe('PayscorePartPaid');
  });
  test('BAD-71 INV-77 sync before completion, after payment, with a paid time in the future or before the completion', () => {
    expect(refused(orders['in-service'], ask(sync(after(0)), late))).toBe('PayscoreNotNow');
    expect(refused(orders.done, ask(sync(after(5 * minute)), late))).toBe('PayscoreNotNow');
    const order = orders['awaiting-payment'];
    for (const paidAt of [late + 1_000, 3 * minute])
      expect(broken(order, ask(sync(after(paidAt)), late))).toEqual(['paidTime', 'paid-time-range']);
    expect(broken(order, ask({ type: 'sync', paidTime: '20260901' }, late))).toEqual(['paidTime', 'paid-time-form']);
  });
  test('INV-79 what nobody confirmed for 30 days is not called upon any more; a payment is awaited without end', () => {
    const expiry = rules.payscoreExpiryMs;
    expect(refused(orders.created, ask(cancel, expiry - 1))).toBe('accepted');
    expect(when(orders.created, ask(cancel, expiry))).toMatchObject({ type: 'PayscoreNotNow', status: 'expired' });
    expect(refused(orders['awaiting-payment'], ask(cancel, 3 * expiry))).toBe('accepted');
  });
  test('INV-76 a total of 0 is done without a collection', () => {
    const zero = { ...complete(0, toCompact(after(2 * minute))) };
    const order = given(
      ...stories['in-service'],
      ask(zero, 3 * minute),
      begin(3 * minute),
      answer(shown(done), 3 * minute),
    );
    expect(order).toMatchObject({ status: 'done', taken: { complete: { wish: { total: 0 } } } });
    expect(order.said).not.toHaveProperty('collection');
  });
  test('without confirmation a create answers in service; one that is left to the user has failed (INV-74)', () => {
    expect(given(open(faceTerms), begin(), answer(shown(inService)))).toMatchObject({ status: 'in-service' });
    const failed = given(open(faceTerms), begin(), answer(shown({ state: 'created' })));
    expect(failed).toMatchObject({ status: 'created', refused: { call: 'create', code: 'STATE' } });
    expect(refused(failed, ask(cancel, minute))).toBe('accepted');
  });
  test('one number, other terms', () => {
    expect(refused(orders.created, open({ introduction: '别的' }))).toBe('PayscoreOrderNoUsed');
    expect(when(orders.created, open())).toEqual([]);
    expect(when(orders.done, open())).toEqual([]);
    expect(when(orders.refused, open())).toEqual(['PayscoreAsked']);
  });
  test('what is not known is not called upon', () => {
    expect(refused(undefined, ask(cancel))).toBe('PayscoreOrderUnknown');
    expect(refused(given(...stories['awaiting-payment'], notice(paid(), late)), begin())).toBe('PayscoreNothingToSend');
  });
});
