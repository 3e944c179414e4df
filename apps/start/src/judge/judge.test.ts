import type { LedgerOrder } from '@facepay/wechat-emulator';
import { describe, expect, test } from 'vitest';
import { pupils } from '../cast/cast.ts';
import type { DeductionDetail } from '../world/read-answer.ts';
import { type Evidence, judge } from './judge.ts';
import { becameOf, type Line } from './line.ts';
import type { Word } from './words.ts';

const [pupil] = pupils;
const saleAt = '2026-11-23T11:40:00.000+08:00';
const deduction: DeductionDetail = {
  deductionId: 'd1',
  state: 'paid',
  amountFen: 1_200,
  voucherId: 'terminal-1/1/1',
  deductionNo: 'F1',
  outUserId: pupil?.outUserId ?? '',
  saleAt,
  receivedAt: saleAt,
  attemptsTotal: 1,
  events: [],
};
const order: LedgerOrder = {
  spMchid: '1900000100',
  subMchid: '1900000109',
  outTradeNo: 'F1',
  organizationId: 'O1',
  userId: 'FU1',
  outUserId: pupil?.outUserId ?? '',
  payerOpenid: pupil?.openid ?? '',
  credentialHash: 'c1',
  amountFen: 1_200,
  tradeState: 'SUCCESS',
  debtState: 'NOT_DEBT',
  attempts: [],
  createdAt: saleAt,
};
const lineOf = (word: Word, changed: Partial<DeductionDetail> = {}): Line => {
  const line = {
    meal: { ...(pupil === undefined ? {} : { pupil }), counter: 1, amountFen: 1_200, expect: word },
    scene: 'Everyday',
    shows: '李雷',
    outcome: 'sold',
    voucherId: 'terminal-1/1/1',
    deduction: { ...deduction, ...changed },
  } as const;
  return { ...line, became: becameOf(line) };
};
const evidence = (line: Line, orders: readonly LedgerOrder[], more: Partial<Evidence> = {}): Evidence => ({
  lines: [line],
  deductions: new Map([['terminal-1/1/1', deduction]]),
  ledger: { orders, credentials: [{ credentialHash: 'c1', orders: 1, successes: 1 }] },
  since: '2026-11-23T11:00:00+08:00',
  organizationId: 'O1',
  ...more,
});

describe('the judge', () => {
  test('says nothing of a meal that is paid on both sides', () => {
    expect(judge(evidence(lineOf('paid'), [order]))).toEqual([]);
  });

  test.each<[string, Evidence]>([
    ['paid here only', evidence(lineOf('paid'), [])],
    ['paid there only', evidence(lineOf('paid', { state: 'failed', reason: 'other: SABOTAGE' }), [order])],
    ['another sum there', evidence(lineOf('paid'), [{ ...order, amountFen: 1_201 }])],
    ['another pupil there', evidence(lineOf('paid'), [{ ...order, outUserId: 'pupil-0002' }])],
    ['another payer there', evidence(lineOf('paid'), [{ ...order, payerOpenid: 'oParent0002' }])],
    ['advanced there, paid here', evidence(lineOf('paid'), [{ ...order, debtState: 'DEBT' }])],
    ['another word', evidence(lineOf('advanced'), [order])],
    [
      'asked of WeChat above a limit',
      evidence(lineOf('limit (day)', { state: 'held', reason: 'limit: OVER_LIMIT' }), [
        { ...order, tradeState: 'PAYERROR' },
      ]),
    ],
    ['an order that nobody ate', evidence(lineOf('paid'), [order, { ...order, outTradeNo: 'F2' }])],
    [
      'a sale that nobody bought',
      evidence(lineOf('paid'), [order], { deductions: new Map([['terminal-1/1/9', deduction]]) }),
    ],
    [
      'a credential charged twice',
      evidence(lineOf('paid'), [order], {
        ledger: { orders: [order], credentials: [{ credentialHash: 'c1', orders: 2, successes: 2 }] },
      }),
    ],
  ])('notices %s', (_, of) => {
    expect(judge(of)).not.toEqual([]);
  });

  test('an order of another school or of an earlier day is no business of this lunch', () => {
    const others = [
      { ...order, outTradeNo: 'F2', organizationId: 'O2' },
      { ...order, outTradeNo: 'F3', createdAt: '2026-11-22T11:40:00.000+08:00' },
    ];
    expect(judge(evidence(lineOf('paid'), [order, ...others]))).toEqual([]);
  });
});
