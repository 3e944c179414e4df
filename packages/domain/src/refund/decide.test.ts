import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId, OrganizationId, OutUserId, RefundNo, SubMchid } from '../kernel/ids.ts';
import { Instant, later, minute, second } from '../kernel/instant.ts';
import { alarmTypeOf } from '../ports/domain-event.ts';
import type { RefundAnswer } from './answer.ts';
import { refundDecider } from './index.ts';
import type { OfDeduction, Refund, RefundCommand, RefundTerms } from './refund.ts';

const noon = Instant.of(Date.UTC(2026, 8, 1, 4));
const terms: Extract<RefundTerms, OfDeduction> = {
  no: 'R-1' as RefundNo,
  organization: 'O1' as OrganizationId,
  subMchid: '1900000109' as SubMchid,
  deduction: 'd1' as DeductionId,
  outUserId: 'pupil-1' as OutUserId,
  transactionId: '4200',
  amount: 300 as Fen,
  total: 1000 as Fen,
  reason: '多收',
  by: 'office',
  requestedAt: noon,
};
const wish = (change: Partial<typeof terms> = {}): RefundCommand => ({
  type: 'RequestRefund',
  terms: { ...terms, ...change },
  body: '{}',
  at: noon,
});
const at = (ms: number) => later(noon, ms);
const begin = (ms = 0): RefundCommand => ({ type: 'BeginRefund', at: at(ms) });
const answer = (told: RefundAnswer, ms = 0): RefundCommand => ({
  type: 'RecordRefundAnswer',
  answer: told,
  at: at(ms),
});
const query = (told: RefundAnswer, ms: number): RefundCommand => ({
  type: 'RecordRefundQuery',
  answer: told,
  at: at(ms),
  inFlightMs: 70 * second,
  attemptsMax: 3,
});
const lose = (ms = 0): RefundCommand => ({ type: 'LoseRefundAnswer', reason: 'timeout', at: at(ms) });
const given = (...commands: readonly RefundCommand[]): Refund | undefined =>
  commands.reduce<Refund | undefined>((refund, command) => {
    const decided = refundDecider.decide(command, refund);
    if (E.isLeft(decided)) throw new Error(decided.left.type);
    return decided.right.reduce(refundDecider.evolve, refund);
  }, undefined);
const when = (refund: Refund | undefined, command: RefundCommand): readonly string[] | string => {
  const decided = refundDecider.decide(command, refund);
  return E.isLeft(decided) ? decided.left.type : decided.right.map(({ type }) => type);
};
const stalled = (refund: Refund | undefined, command: RefundCommand): boolean => {
  const decided = refundDecider.decide(command, refund);
  return E.isRight(decided) && decided.right.some((body) => alarmTypeOf({ body }) === 'RefundUnsettled');
};
const refunded: RefundAnswer = { type: 'Refunded', refundId: '503', refundedAt: noon };
const underWay: RefundAnswer = { type: 'RefundUnderWay', refundId: '503', state: 'PROCESSING' };
const closed: RefundAnswer = { type: 'RefundClosed', refundId: '503' };
const abnormal: RefundAnswer = { type: 'RefundAbnormal', refundId: '503' };
const notFound: RefundAnswer = { type: 'RefundNotFound' };
const refusal: RefundAnswer = { type: 'RefundRefused', code: 'NOT_ENOUGH', words: '余额不足' };

describe('a refund', () => {
  test('FAQ 5.2 from the wish to the money', () => {
    expect(given(wish())).toMatchObject({ status: 'requested', attempts: 0, version: 1 });
    expect(given(wish(), begin())).toMatchObject({ status: 'unknown', attempts: 1, lastAttemptAt: noon });
    expect(given(wish(), begin(), answer(underWay))).toMatchObject({ status: 'processing', refundId: '503' });
    expect(given(wish(), begin(), answer(underWay), query(refunded, minute))).toMatchObject({
      status: 'success',
      refundedAt: noon,
    });
  });
  test.each([
    [{ amount: 301 as Fen }],
    [{ deduction: 'd2' as DeductionId }],
    [{ organization: 'O2' as OrganizationId }],
  ])('BAD-65 one number, another wish: %j', (change) => {
    expect(when(given(wish()), wish(change))).toBe('RefundNumberUsed');
  });
  test('the same wish again changes nothing, whatever its words', () => {
    expect(when(given(wish()), wish({ reason: 'other' }))).toEqual([]);
    expect(when(given(wish(), begin(), answer(refunded)), wish())).toEqual([]);
  });
  test('only what is requested is sent', () => {
    expect(when(undefined, begin())).toBe('RefundUnknown');
    expect(when(given(wish(), begin()), begin())).toBe('RefundNotNow');
    expect(when(given(wish(), begin(), answer(refunded)), begin())).toBe('RefundNotNow');
  });
  test('INV-13 success is absorbing', () => {
    const done = given(wish(), begin(), answer(refunded));
    for (const told of [underWay, closed, abnormal, notFound, refusal])
      expect(when(done, query(told, minute))).toEqual([]);
    expect(when(done, lose())).toEqual([]);
  });
  test('INV-36 an answer asked for before the newest one changes nothing', () => {
    const processing = given(wish(), begin(), answer(underWay, minute));
    expect(when(processing, query(closed, 30 * second))).toEqual([]);
    expect(when(processing, query(closed, 2 * minute))).toEqual(['RefundFailed']);
  });
  test('INV-12 "not found" proves nothing while a request may be on its way', () => {
    const sent = given(wish(), begin(), lose());
    expect(when(sent, query(notFound, 69 * second))).toEqual(['RefundUnsettled']);
    expect(when(sent, query(notFound, 70 * second))).toEqual(['RefundNotFound']);
    expect(when(given(wish(), begin(), answer(underWay)), query(notFound, 10 * minute))).toEqual(['RefundUnsettled']);
  });
  test('INV-99 one that stays open is told to a person: unknown, or in process', () => {
    const day = 24 * 60 * minute;
    const unknown = given(wish(), begin());
    const processing = given(wish(), begin(), answer(underWay));
    for (const [ms, isTold] of [
      [5 * day, false],
      [5 * day + 1, true],
    ] as const) {
      const stalledMs = 5 * day;
      expect(stalled(unknown, { type: 'LoseRefundAnswer', reason: 'timeout', at: at(ms), stalledMs })).toBe(isTold);
      expect(stalled(processing, { ...query(underWay, ms), stalledMs } as RefundCommand)).toBe(isTold);
    }
  });
  test('INV-99 a WeChat that never takes it in ends in a refusal', () => {
    let refund = given(wish());
    const step = (command: RefundCommand): void => {
      const decided = refundDecider.decide(command, refund);
      if (E.isRight(decided)) refund = decided.right.reduce<Refund | undefined>(refundDecider.evolve, refund);
    };
    for (let n = 0; n < 3; n += 1)
      for (const next of [begin(n * minute * 2), query(notFound, n * minute * 2 + 80 * second)]) step(next);
    expect(refund).toMatchObject({ status: 'refused', attempts: 3 });
  });
  test.each([
    [closed, 'closed'],
    [abnormal, 'abnormal'],
    [refusal, 'refused'],
  ] as const)('INV-30 %j to our own request is final, and may be tried again with the number', (told, status) => {
    const failed = given(wish(), begin(), answer(told));
    expect(failed?.status).toBe(status);
    const again = given(wish(), begin(), answer(told), wish());
    expect(again).toMatchObject({ status: 'requested', attempts: 1 });
    expect(again).not.toHaveProperty('why');
  });
  test('what a query says of the failed one does not fail the one that is tried again', () => {
    const retried = given(wish(), begin(), answer(closed), wish());
    expect(when(retried, query(closed, minute))).toEqual([]);
    const sentAgain = given(wish(), begin(), answer(closed), wish(), begin(minute));
    expect(when(sentAgain, query(closed, minute + second))).toEqual(['RefundUnsettled']);
    expect(when(sentAgain, query(closed, 3 * minute))).toEqual(['RefundFailed']);
  });
  test('the books follow the truth: what was called closed may still be paid', () => {
    const failed = given(wish(), begin(), answer(closed));
    expect(when(failed, query(refunded, minute))).toEqual(['RefundSucceeded']);
    expect(when(failed, query(underWay, minute))).toEqual(['RefundProcessing']);
  });
});
