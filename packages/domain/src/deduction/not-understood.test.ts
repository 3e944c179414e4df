import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { Instant, later, minute, second } from '../kernel/instant.ts';
import { alarmTypeOf } from '../ports/domain-event.ts';
import type { DeductionAnswer } from './answer.ts';
import type { Deduction, DeductionCommand, DeductionEvent } from './deduction.ts';
import { deductionDecider, defaultPolicy } from './index.ts';

const noon = Instant.of(Date.UTC(2026, 8, 7, 4));
const { inFlightMs, unknownMaxMs } = defaultPolicy;
const strange: DeductionAnswer = { type: 'NotUnderstood', word: 'SOMETHING_NEW' };
const sent = {
  id: 'd0123456789abcdef0123456789ab',
  status: 'in-flight',
  generation: 1,
  no: 'F0123456789abcdef0123456789ab01',
  amount: 1_200,
  closed: false,
  attempts: { total: 1, onDay: 1 },
  lastAttemptAt: noon,
  queries: 0,
  version: 3,
} as Deduction;

const then = (state: Deduction, command: DeductionCommand): readonly [Deduction, readonly DeductionEvent[]] => {
  const decided = deductionDecider.decide(command, state);
  if (E.isLeft(decided)) throw new Error(decided.left.type);
  return [decided.right.reduce<Deduction | undefined>(deductionDecider.evolve, state) ?? state, decided.right];
};
const answered = (): readonly [Deduction, readonly DeductionEvent[]] =>
  then(sent, { type: 'RecordAnswer', answer: strange, at: noon });
const query = (answer: DeductionAnswer, afterMs: number): DeductionCommand => ({
  type: 'RecordQuery',
  answer,
  at: later(noon, afterMs),
  inFlightMs,
  unknownMaxMs,
});
const alarms = (events: readonly DeductionEvent[]) => events.map((body) => alarmTypeOf({ body }));

describe('FAQ 2.2: a word of WeChat that no table knows (INV-9)', () => {
  it('answers our request: unknown, with an alarm; it is neither charged, nor failed, nor held', () => {
    const [state, events] = answered();
    expect(state).toMatchObject({ status: 'unknown', reason: 'not-understood: SOMETHING_NEW', unknownSince: noon });
    expect(alarms(events)).toEqual(['OutcomeUnknown']);
  });
  it('then the verified query decides: paid, failed, still being charged', () => {
    const [state] = answered();
    const { no, amount } = state;
    const paid: DeductionAnswer = { type: 'Settled', no, amount, paidAt: noon, transactionId: 'T1', debt: 'none' };
    expect(then(state, query(paid, second))[0].status).toBe('paid');
    const declined: DeductionAnswer = { type: 'Declined', cause: 'other', code: 'SOMETHING_NEW' };
    expect(then(state, query(declined, minute))[0].status).toBe('unknown'); // a request may still be on its way (INV-12)
    expect(then(state, query(declined, inFlightMs))[0].status).toBe('failed');
    expect(then(state, query({ type: 'UnderWay', state: 'ACCEPT' }, inFlightMs))[0].status).toBe('unknown');
  });
  it('and if WeChat proves that it has no such order: refused, so it waits for a person (INV-99)', () => {
    const [state] = answered();
    const [early] = then(state, query({ type: 'NotFound' }, inFlightMs - 1));
    expect(early).toMatchObject({ status: 'unknown', reason: 'not-understood: SOMETHING_NEW' });
    const [held, events] = then(early, query({ type: 'NotFound' }, inFlightMs));
    expect(held).toMatchObject({ status: 'held', reason: 'refused: SOMETHING_NEW' });
    expect(alarms(events)).toEqual(['DeductionHeld']);
  });
  it('answers a query: asked again, with an alarm, and held when it was unknown for too long (INV-99)', () => {
    const [again, events] = then(sent, query(strange, minute));
    expect([again.status, again.queries]).toEqual(['unknown', 1]);
    expect(alarms(events)).toEqual(['QueryRepeated']);
    const [held] = then(again, query(strange, minute + unknownMaxMs));
    expect(held).toMatchObject({ status: 'held', reason: 'unknown' });
  });
  it('never opens a next generation by itself (INV-7)', () => {
    const [closed] = then(sent, { type: 'RecordAnswer', answer: { type: 'Closed' }, at: noon });
    const [after, events] = then(closed, query(strange, inFlightMs));
    expect(after).toMatchObject({ status: 'unknown', generation: 1 });
    expect(events.map(({ type }) => type)).toEqual(['QueryRepeated']);
  });
});
