import { describe, expect, test } from 'vitest';
import {
  after,
  answer,
  ask,
  awaiting,
  begin,
  broken,
  cancel,
  complete,
  created,
  faceTerms,
  fen,
  given,
  inService,
  lose,
  modify,
  notice,
  open,
  orders,
  paid,
  query,
  revoked,
  rules,
  shown,
  stories,
  sync,
  when,
} from '../../test/payscore.ts';
import { minute, second } from '../kernel/instant.ts';
import { alarmTypeOf } from '../ports/domain-event.ts';
import type { PayscoreAnswer } from './answer.ts';
import { evolve } from './evolve.ts';

const unknown: PayscoreAnswer = { type: 'PayscoreAccepted' };
const notFound: PayscoreAnswer = { type: 'PayscoreNotFound' };
const charging: PayscoreAnswer = { type: 'PayscoreBeingCharged' };
const refusal = (next: 'query' | 'give-up'): PayscoreAnswer => ({
  type: 'PayscoreRefused',
  next,
  code: 'INVALID_ORDER_STATE',
  words: '当前订单状态不合法',
});
const at = 10 * minute;
const sent = given(open(), begin());
const completing = given(...stories['in-service'], ask(complete(), at), begin(at));
const cancelling = given(...stories['awaiting-payment'], ask(cancel, at), begin(at));

/** Collected by WeChat, and paid outside. */
const both = (wechat: number, merchant: number) => {
  const { collection, ...rest } = paid();
  const details = [
    { amount: fen(wechat), by: 'wechat', transactionId: '4200' },
    { amount: fen(merchant), by: 'merchant' },
  ] as const;
  return shown({ ...rest, ...(collection === undefined ? {} : { collection: { ...collection, details } }) });
};

describe('what WeChat says of a service order', () => {
  test('from create to paid', () => {
    expect(orders.created).toMatchObject({ status: 'created', orderId: '155', package: { text: 'DJIO' } });
    expect(orders.created).not.toHaveProperty('asked');
    expect(orders['awaiting-payment'].taken.complete?.wish).toMatchObject({ total: 3_900 });
    expect(orders.done).toMatchObject({ status: 'done', said: { collection: { state: 'user-paid' } } });
  });
  test('INV-12 a create that is not known is sent again only when no request can be on its way', () => {
    expect(when(sent, query(notFound, 69 * second))).toEqual(['PayscoreUnsettled']);
    expect(when(sent, query(notFound, 70 * second))).toEqual(['PayscoreNotTaken']);
    const again = given(open(), begin(), query(notFound, at), begin(at));
    expect(again.asked).toMatchObject({ status: 'unknown', attempts: 2, body: '{"create":1}' });
  });
  test('INV-99 a WeChat that never takes it in ends in a refusal', () => {
    const rounds = Array.from({ length: rules.payscoreAttemptsMax }, (_, n) => [
      begin(n * 2 * minute),
      query(notFound, n * 2 * minute + 80 * second),
    ]);
    expect(given(open(), ...rounds.flat())).toMatchObject({ status: 'refused', refused: { code: 'NOT_TAKEN' } });
  });
  test('INV-75 an answer that is lost leaves the call unknown, and a query settles it', () => {
    const lost = given(...stories['in-service'], ask(complete(), at), begin(at), lose(at + minute));
    expect(lost.asked).toMatchObject({ status: 'unknown', body: '{"complete":1}' });
    expect(when(lost, query(shown(awaiting()), at + minute))).toEqual(['PayscoreMoved', 'PayscoreTaken']);
    expect(when(lost, query(shown(inService), at + 2 * minute))).toEqual(['PayscoreUnchanged', 'PayscoreNotTaken']);
    expect(when(lost, query(shown(awaiting(3_800)), at + minute))).toEqual(['PayscoreMoved', 'PayscoreRefused']);
  });
  test('a 204 and a body that does not say believe nothing; a query follows (INV-70)', () => {
    for (const told of [unknown, shown({ state: 'doing' })])
      expect(given(...stories['in-service'], ask(complete(), at), begin(at), answer(told, at))).toMatchObject({
        status: 'in-service',
        asked: { status: 'unknown' },
      });
  });
  test('INV-80 "being deducted" leads to a wait and the same bytes, not to a failure', () => {
    const waiting = given(...stories['awaiting-payment'], ask(modify(100), at), begin(at), answer(charging, at));
    expect(waiting.asked).toMatchObject({ status: 'asked', notBefore: after(at + 3 * minute) });
    expect(when(waiting, begin(at + 3 * minute - 1))).toMatchObject({ type: 'PayscoreNothingToSend' });
    expect(when(waiting, begin(at + 3 * minute))).toEqual(['PayscoreAttemptBegun']);
  });
  test('INV-80 INV-99 however often it has to wait, it is not refused for that; after a day a person hears of it', () => {
    const rounds = Array.from({ length: 3 * rules.payscoreAttemptsMax }, (_, n) => [
      begin(at + n * 3 * minute),
      answer(charging, at + n * 3 * minute),
    ]).flat();
    const waiting = given(...stories['awaiting-payment'], ask(modify(100), at), ...rounds);
    const next = at + 4 * 60 * minute;
    const lost = given(...stories['awaiting-payment'], ask(modify(100), at), ...rounds, begin(next));
    expect(waiting.asked).toMatchObject({ status: 'asked', body: '{"modify":1}' });
    expect(when(lost, query(shown(awaiting()), next + 2 * minute))).toEqual(['PayscoreUnchanged', 'PayscoreNotTaken']);
    const late = at + rules.payscoreStalledMs + 1;
    const old = given(...stories['awaiting-payment'], ask(modify(100), at), ...rounds, begin(late));
    expect(when(old, answer(charging, late))).toEqual(['PayscorePostponed', 'PayscoreUnsettled']);
  });
  test('a refusal for the state is looked into before it is believed', () => {
    const doubted = given(...stories['in-service'], ask(complete(), at), begin(at), answer(refusal('query'), at));
    expect(doubted.asked).toMatchObject({ refusal: { code: 'INVALID_ORDER_STATE' } });
    expect(when(doubted, query(shown(inService), at + 1))).toEqual(['PayscoreUnchanged', 'PayscoreRefused']);
    expect(when(doubted, query(shown(awaiting()), at + 1))).toEqual(['PayscoreMoved', 'PayscoreTaken']);
    expect(when(completing, answer(refusal('give-up'), at))).toEqual(['PayscoreRefused']);
  });
  test('a cancel that comes too late is refused by what the order became', () => {
    expect(when(cancelling, query(shown(paid()), at))).toEqual(['PayscoreMoved', 'PayscoreRefused']);
    expect(when(cancelling, query(shown(revoked), at))).toEqual(['PayscoreMoved', 'PayscoreTaken']);
  });
  test('INV-70 only the edges occur: a step backward from an answer is an alarm, and changes nothing', () => {
    for (const told of [created, inService, awaiting(), revoked]) {
      const order = given(...stories['awaiting-payment'], notice(paid(), at), query(shown(told), at + 1));
      expect(order).toMatchObject({ status: 'done', said: orders.done.said, why: expect.stringMatching(/^mismatch/u) });
    }
    const body = { type: 'PayscoreUnsettled', at: after(0), reason: 'mismatch: x' } as const;
    expect(alarmTypeOf({ body })).toBe('PayscoreUnsettled');
  });
  test('INV-80 a paid notice before the confirm notice is fine', () => {
    const order = given(...stories.created, notice(paid(), minute));
    expect(order.status).toBe('done');
    expect(when(order, notice(inService, 2 * minute))).toEqual([]);
    expect(when(order, notice(paid(), 3 * minute))).toEqual([]);
  });
  test('INV-36 a notice that is stored late does not make older answers believable again', () => {
    const order = given(...stories['awaiting-payment'], query(shown(awaiting()), at), notice(paid(), at - minute));
    expect(order).toMatchObject({ status: 'done', answeredAt: after(at) });
    expect(when(order, query(shown(awaiting()), at - 1))).toEqual([]);
  });
  test('a notice may be faster than the answer to our own request', () => {
    const order = given(open(faceTerms), begin(), notice(inService, second));
    expect(order).toMatchObject({ status: 'in-service', taken: { create: { by: 'pos' } } });
    expect(when(order, answer(shown(inService)))).toEqual([]); // INV-36: asked for before that
  });
  test('another user, another order number of WeChat’s, a higher total: not believed', () => {
    const face = given(open(faceTerms), begin());
    const other = { ...inService, openid: 'somebody' as never };
    expect(given(open(faceTerms), begin(), answer(shown(other))).status).toBe('requested');
    expect(when(face, answer(shown(other)))).toEqual(['PayscoreUnsettled']);
    expect(when(orders.created, query(shown({ ...inService, orderId: '156' }), at))).toEqual(['PayscoreUnsettled']);
    expect(when(orders['awaiting-payment'], query(shown(awaiting(4_000)), at))).toEqual(['PayscoreUnsettled']);
    expect(when(orders['awaiting-payment'], query(shown(awaiting(4_000)), 0))).toEqual([]);
  });
  test('INV-77 INV-76 a modify and a sync are taken when a body shows them', () => {
    const modified = given(
      ...stories['awaiting-payment'],
      ask(modify(100), at),
      begin(at),
      answer(shown(awaiting(100)), at),
    );
    expect(modified).toMatchObject({ status: 'awaiting-payment', said: { total: 100 }, taken: { modify: {} } });
    const synced = given(
      ...stories['awaiting-payment'],
      ask(sync(after(5 * minute)), at),
      begin(at),
      answer(shown(paid(3_900, 'merchant')), at),
    );
    expect(synced).toMatchObject({ status: 'done', taken: { sync: {} } });
    expect(synced).not.toHaveProperty('paidTwice');
  });
  test('INV-77 paid outside and collected as well: it goes back, once', () => {
    const crossing = given(...stories['awaiting-payment'], ask(sync(after(5 * minute)), at), begin(at));
    expect(when(crossing, query(shown(paid()), at))).toEqual(['PayscoreMoved', 'PayscorePaidTwice', 'PayscoreRefused']);
    const late = [ask(sync(after(5 * minute)), at), begin(at), answer(shown(paid(3_900, 'merchant')), at)] as const;
    const twice = given(...stories['awaiting-payment'], ...late, notice(paid(), at + minute));
    expect(twice.paidTwice).toEqual({ transactionId: '4200', amount: fen(3_900) });
    expect(when(twice, notice(paid(), at + 2 * minute))).toEqual([]);
    expect(when(orders.done, query(shown(paid()), at))).toEqual(['PayscoreUnchanged']);
  });
  test('INV-77 a part that WeChat had collected before is not paid twice; what both took above the total is', () => {
    const crossing = given(...stories['awaiting-payment'], ask(sync(after(5 * minute)), at), begin(at));
    expect(when(crossing, query(both(1_900, 2_000), at))).toEqual(['PayscoreMoved', 'PayscoreTaken']);
    const above = given(
      ...stories['awaiting-payment'],
      ask(sync(after(5 * minute)), at),
      begin(at),
      query(both(2_000, 3_900), at),
    );
    expect(above.paidTwice).toEqual({ transactionId: '4200', amount: fen(2_000) });
  });
  test('INV-77 a sync is taken where the order is paid and no detail says by whom', () => {
    const crossing = given(...stories['awaiting-payment'], ask(sync(after(5 * minute)), at), begin(at));
    const { collection, ...rest } = paid();
    const bare = { ...rest, ...(collection === undefined ? {} : { collection: { ...collection, details: [] } }) };
    expect(when(crossing, query(shown(bare), at))).toEqual(['PayscoreMoved', 'PayscoreTaken']);
  });
  test('INV-70 paid after it was cancelled never was so before: not believed, and told to a person', () => {
    expect(when(orders.revoked, notice(paid(), at))).toEqual(['PayscoreUnsettled']);
    expect(when(orders.done, notice(awaiting(), at))).toEqual([]); // that was true once
  });
  test('BAD-71 a sync is held against the last request of the complete, not against the wish', () => {
    const late = [
      lose(2 * minute),
      query(shown(inService), 4 * minute),
      begin(5 * minute),
      answer(shown(awaiting()), 5 * minute),
    ];
    const order = given(...stories['in-service'], ask(complete(), 2 * minute), begin(2 * minute), ...late);
    expect(order.taken.complete).toMatchObject({ askedAt: after(2 * minute), sentAt: after(5 * minute) });
    expect(broken(order, ask(sync(after(3 * minute)), 6 * minute))).toEqual(['paidTime', 'paid-time-range']);
    expect(broken(order, ask(sync(after(5.5 * minute)), 6 * minute))).toEqual([]);
  });
  test('INV-15 every event raises the version by one', () => {
    const event = { type: 'PayscoreUnsettled', at: after(0), reason: 'x' } as const;
    expect(evolve(orders.done, event)?.version).toBe(orders.done.version + 1);
  });
});
