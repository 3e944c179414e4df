import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { Fen } from '../kernel/fen.ts';
import { type CredentialHash, deductionIdOf, type SubMchid } from '../kernel/ids.ts';
import type { OrganizationId, OutUserId, UserId, VoucherId, DeviceId } from '../kernel/ids.ts';
import { hour, Instant, later, minute, second } from '../kernel/instant.ts';
import type { DeductionAnswer } from './answer.ts';
import type { Deduction, DeductionCommand, Sale } from './deduction.ts';
import { deductionDecider } from './index.ts';

const noon = Instant.of(Date.UTC(2026, 8, 7, 4));
const credentialHash = '0123456789abcdef'.repeat(4) as CredentialHash;
const sale: Sale = {
  id: deductionIdOf(credentialHash),
  organization: 'O1' as OrganizationId,
  subMchid: '1900000109' as SubMchid,
  device: 'terminal-1' as DeviceId,
  voucher: 'terminal-1/1/1' as VoucherId,
  credentialHash,
  outUserId: 'pupil-1' as OutUserId,
  userId: 'user-1' as UserId,
  amount: 1_200 as Fen,
  saleAt: noon,
  receivedAt: noon,
};
const no1 = 'F0123456789abcdef0123456789ab01' as Deduction['no'];
const no2 = 'F0123456789abcdef0123456789ab02' as Deduction['no'];

const receive: DeductionCommand = { type: 'Receive', sale };
const send = (at = noon, request = 'first'): DeductionCommand => ({ type: 'Send', at, request, attemptsMax: 5 });
const answer = (told: DeductionAnswer, at = noon): DeductionCommand => ({ type: 'RecordAnswer', answer: told, at });
const query = (told: DeductionAnswer, afterMs: number): DeductionCommand => ({
  type: 'RecordQuery',
  answer: told,
  at: later(noon, afterMs),
  inFlightMs: 70 * second,
  unknownMaxMs: 48 * hour,
});
const lose = (afterMs = 0): DeductionCommand => ({
  type: 'LoseAnswer',
  reason: 'timeout',
  at: later(noon, afterMs),
  unknownMaxMs: 48 * hour,
});
const hold: DeductionCommand = { type: 'Hold', reason: 'limit' };
const release: DeductionCommand = { type: 'Release', reason: 'looked at' };
const giveUp: DeductionCommand = { type: 'GiveUp', reason: 'written off' };
const declined: DeductionAnswer = { type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' };
const underWay: DeductionAnswer = { type: 'UnderWay', state: 'ACCEPT' };
const paid = (debt: 'none' | 'open' | 'repaid' = 'none', changed: Partial<Deduction> = {}): DeductionAnswer => ({
  type: 'Settled',
  no: no1,
  amount: sale.amount,
  paidAt: noon,
  transactionId: 'T1',
  debt,
  ...(debt === 'repaid' ? { repaymentId: 'R1' } : {}),
  ...changed,
});

const given = (...commands: readonly DeductionCommand[]): Deduction => {
  const state = [receive, ...commands].reduce<Deduction | undefined>((now, command) => {
    const decided = deductionDecider.decide(command, now);
    if (E.isLeft(decided)) throw new Error(`${command.type}: ${decided.left.type}`);
    return decided.right.reduce<Deduction | undefined>(deductionDecider.evolve, now);
  }, undefined);
  if (state === undefined) throw new Error('no deduction');
  return state;
};
/** Types of the events, or the refusal. */
const when = (state: Deduction | undefined, command: DeductionCommand): unknown => {
  const decided = deductionDecider.decide(command, state);
  return E.isLeft(decided) ? decided.left : decided.right.map(({ type }) => type);
};
const notNow = (status: Deduction['status']) => ({ type: 'NotNow', status });

describe('receive', () => {
  it('given nothing, then received; given it again, then nothing (INV-4)', () => {
    expect(when(undefined, receive)).toEqual(['DeductionReceived']);
    expect(when(given(), receive)).toEqual([]);
  });
  it('given a reason to hold, then held at once (INV-18)', () => {
    expect(when(undefined, { type: 'Receive', sale, hold: 'clock' })).toEqual(['DeductionReceived', 'DeductionHeld']);
  });
  it('nothing else begins one', () => {
    expect(when(undefined, send())).toEqual({ type: 'DeductionUnknown' });
    expect(() => deductionDecider.evolve(undefined, { type: 'DeductionReleased', reason: 'paid in cash' })).toThrow(
      'without a deduction',
    );
  });
});

describe('send', () => {
  it('given received or failed, then reserved and begun, under the same number and bytes (INV-6)', () => {
    expect(when(given(), send())).toEqual(['DeductionReserved', 'AttemptBegun']);
    const again = given(send(), answer(declined), send(later(noon, hour), 'second'));
    expect(again).toMatchObject({ status: 'in-flight', no: no1, request: 'first', attempts: { total: 2, onDay: 2 } });
  });
  it('given five attempts today, then the sixth is refused until tomorrow (INV-33)', () => {
    const tried = Array.from({ length: 5 }, () => [send(), answer(declined)]).flat();
    expect(when(given(...tried), send())).toEqual({ type: 'AttemptsUsedUp', day: '2026-09-07' });
    expect(when(given(...tried), send(later(noon, 24 * hour)))).toEqual(['DeductionReserved', 'AttemptBegun']);
  });
  it('given in flight, unknown, held or settled, then refused', () => {
    expect(when(given(send()), send())).toEqual(notNow('in-flight'));
    expect(when(given(send(), lose()), send())).toEqual(notNow('unknown'));
    expect(when(given(hold), send())).toEqual(notNow('held'));
    expect(when(given(send(), answer(paid())), send())).toEqual(notNow('paid'));
  });
});

describe('an answer to our request', () => {
  it('SUCCESS is paid, advanced or repaid by its debt (INV-39)', () => {
    expect(given(send(), answer(paid()))).toMatchObject({ status: 'paid', paidAt: noon, transactionId: 'T1' });
    expect(given(send(), answer(paid('open')))).toMatchObject({ status: 'advanced' });
    expect(given(send(), answer(paid('repaid')))).toMatchObject({ status: 'repaid', repaymentId: 'R1' });
  });
  it.each([
    ['another amount', { amount: 1_199 as Fen }],
    ['another number', { no: no2 }],
  ])('SUCCESS of %s settles nothing and raises an alarm (BAD-29)', (_, changed) => {
    expect(when(given(send()), answer(paid('none', changed)))).toEqual(['AnswerMismatched', 'OutcomeUnknown']);
    expect(when(given(send(), lose()), answer(paid('none', changed)))).toEqual(['AnswerMismatched']);
  });
  it('SUCCESS without an attempt of ours is not believed', () => {
    expect(when(given(), answer(paid()))).toEqual(['AnswerMismatched']);
    expect(when(given(hold), query(paid(), hour))).toEqual(['AnswerMismatched']);
    expect(when(given(hold, giveUp), query(paid(), hour))).toEqual(['AnswerMismatched']);
  });
  it.each([
    ['insufficient', 'DeductionFailed'],
    ['risk', 'DeductionFailed'],
    ['other', 'DeductionFailed'],
    ['over-limit', 'DeductionHeld'],
    ['user-disabled', 'DeductionHeld'],
    ['not-contracted', 'DeductionHeld'],
  ] as const)('PAYERROR for %s: %s (BAD-30)', (cause, event) => {
    expect(when(given(send()), answer({ type: 'Declined', cause, code: 'X' }))).toEqual([event]);
  });
  it.each<[DeductionAnswer, string]>([
    [underWay, 'DeductionUnderWay'],
    [{ type: 'Closed' }, 'GenerationClosed'],
    [{ type: 'NotFound' }, 'OutcomeUnknown'],
    [{ type: 'AlreadyPaid' }, 'OutcomeUnknown'],
    [{ type: 'CredentialRefused', words: '扣款凭证不合法' }, 'DeductionHeld'],
    [{ type: 'Refused', code: 'PARAM_ERROR', words: '参数错误' }, 'DeductionHeld'],
  ])('%j: %s', (told, event) => {
    expect(when(given(send()), answer(told))).toEqual([event]);
  });
  it('given settled, then nothing moves it (INV-13, BAD-20)', () => {
    expect(when(given(send(), answer(paid())), answer(declined))).toEqual([]);
    expect(when(given(send(), answer(paid())), answer(paid('open')))).toEqual([]);
    expect(when(given(send(), answer(paid('open'))), query(paid('repaid'), hour))).toEqual(['AdvanceRepaymentSeen']);
    expect(when(given(send(), answer(paid('repaid'))), query(paid('open'), hour))).toEqual([]);
  });
  it('given failed, when WeChat settles it after all, then paid (F-19)', () => {
    expect(given(send(), answer(declined), query(paid(), hour)).status).toBe('paid');
  });
  it('given unknown, then only the query may say more', () => {
    expect(when(given(send(), lose()), answer(declined))).toEqual(notNow('unknown'));
  });
});

describe('a query', () => {
  it.each<[DeductionAnswer, number, string]>([
    [{ type: 'NotFound' }, 69 * second, 'QueryRepeated'],
    [{ type: 'NotFound' }, 70 * second, 'OrderNotFound'],
    [declined, 69 * second, 'QueryRepeated'],
    [declined, 70 * second, 'DeductionFailed'],
    [underWay, 90 * second, 'QueryRepeated'],
    [{ type: 'AlreadyPaid' }, 90 * second, 'QueryRepeated'],
    [{ type: 'Refused', code: 'X', words: 'x' }, 90 * second, 'QueryRepeated'],
    [{ type: 'CredentialRefused', words: 'x' }, 90 * second, 'QueryRepeated'],
    [{ type: 'Closed' }, 90 * second, 'GenerationClosed'],
    [underWay, 48 * hour, 'DeductionHeld'],
    [paid(), 100 * hour, 'DeductionPaid'],
  ])('given unknown, %j after %d ms: %s (INV-12, INV-99)', (told, afterMs, event) => {
    expect(when(given(send(), lose()), query(told, afterMs))).toEqual([event]);
  });
  it('given in flight and "still being charged", then in flight', () => {
    expect(given(send(), query(underWay, minute))).toMatchObject({ status: 'in-flight', queries: 1 });
  });
  it('given closed, when a second look proves it unpaid, then the next generation (INV-7)', () => {
    const closed = given(send(), answer({ type: 'Closed' }));
    expect(when(closed, query({ type: 'Closed' }, 60 * second))).toEqual(['QueryRepeated']);
    for (const told of [{ type: 'Closed' }, declined] as const)
      expect(when(closed, query(told, 80 * second))).toEqual(['GenerationOpened']);
    const next = given(send(), answer({ type: 'Closed' }), query({ type: 'Closed' }, 80 * second));
    expect(next).toMatchObject({ status: 'failed', generation: 2, no: no2, closed: false });
    expect(next.request).toBeUndefined();
  });
  it('given closed and then not found, when it is sent again, then the old close proves nothing any more', () => {
    const resent = given(send(), answer({ type: 'Closed' }), query({ type: 'NotFound' }, 80 * second), send());
    expect(resent).toMatchObject({ closed: false, no: no1 });
  });
  it('given it began before the last attempt, then even "closed" proves nothing of that one (INV-7)', () => {
    const resent = given(send(), answer(declined), send(later(noon, hour)));
    expect(when(resent, query({ type: 'Closed' }, hour - 1))).toEqual(['QueryRepeated']);
    expect(when(resent, query({ type: 'Closed' }, hour + 1))).toEqual(['GenerationClosed']);
  });
  it('given a mismatch again and again, then it is asked more and more rarely, and held in the end (INV-99)', () => {
    const wrong = paid('none', { amount: 1 as Fen });
    const unknown = given(send(), lose());
    expect(when(unknown, query(wrong, hour))).toEqual(['AnswerMismatched', 'QueryRepeated']);
    expect(when(unknown, query(wrong, 48 * hour))).toEqual(['AnswerMismatched', 'DeductionHeld']);
  });
  it('given nothing to prove, then nothing', () => {
    for (const state of [given(), given(hold)]) expect(when(state, query({ type: 'NotFound' }, hour))).toEqual([]);
  });
});

describe('a lost answer', () => {
  it('given in flight, then unknown (INV-9)', () => {
    expect(given(send(), lose())).toMatchObject({ status: 'unknown', unknownSince: noon, reason: 'timeout' });
  });
  it('given unknown, then one more query was in vain, and after two days it waits for a person (INV-99)', () => {
    expect(when(given(send(), lose()), lose(minute))).toEqual(['QueryRepeated']);
    expect(when(given(send(), lose()), lose(48 * hour))).toEqual(['DeductionHeld']);
    const endless: DeductionCommand = { type: 'LoseAnswer', reason: 'timeout', at: later(noon, 48 * hour) };
    expect(when(given(send(), lose()), endless)).toEqual(['QueryRepeated']);
  });
  it('given settled by a faster notice, then nothing (F-24); given no request, then refused', () => {
    expect(when(given(), lose())).toEqual(notNow('received'));
    expect(when(given(send(), query(paid(), 1)), lose())).toEqual([]);
  });
});

describe('hold, release, give up', () => {
  it('given received or failed, then held; given held, then nothing', () => {
    expect(when(given(), hold)).toEqual(['DeductionHeld']);
    expect(when(given(send(), answer(declined)), hold)).toEqual(['DeductionHeld']);
    expect(when(given(hold), hold)).toEqual([]);
    expect(when(given(send()), hold)).toEqual(notNow('in-flight'));
  });
  it('given held, then it may be released or given up (INV-19)', () => {
    expect(given(hold, release)).toMatchObject({ status: 'received' });
    expect(given(hold, giveUp)).toMatchObject({ status: 'dead', reason: 'written off' });
    expect(when(given(hold, giveUp), giveUp)).toEqual([]);
    expect(when(given(), release)).toEqual(notNow('received'));
    expect(when(given(), giveUp)).toEqual(notNow('received'));
  });
  it('given released or given up after an attempt, when WeChat settled it after all, then the record follows (F-19)', () => {
    const tried = [send(), answer(declined), hold];
    expect(given(...tried, release, query(paid(), hour))).toMatchObject({ status: 'paid', transactionId: 'T1' });
    expect(given(...tried, giveUp, query(paid(), hour))).toMatchObject({ status: 'paid', transactionId: 'T1' });
    expect(when(given(hold, giveUp), query(paid(), hour))).toEqual(['AnswerMismatched']);
  });
  it('given an unknown outcome, then neither, until a query proves that nobody paid', () => {
    const tooLong = [send(), lose(), lose(48 * hour)];
    expect(given(...tooLong)).toMatchObject({ status: 'held', reason: 'unknown', unknownSince: noon });
    expect(when(given(...tooLong), release)).toEqual(notNow('held'));
    expect(when(given(...tooLong), giveUp)).toEqual(notNow('held'));
    expect(when(given(...tooLong), query(underWay, 49 * hour))).toEqual([]);
    expect(given(...tooLong, query(paid(), 49 * hour)).status).toBe('paid');
    for (const told of [declined, { type: 'NotFound' }, { type: 'Closed' }] as const)
      expect(given(...tooLong, query(told, 49 * hour), release).status).toBe('received');
  });
});
