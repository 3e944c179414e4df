import { describe, expect, it } from 'vitest';
import type { Fen } from '../kernel/fen.ts';
import type {
  CredentialHash,
  DeductionId,
  DeviceId,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  VoucherId,
} from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import { accounts, type Balances, balancesOf, type LedgerEvent, noBalances } from './index.ts';

const at = Instant.of(1_000);
const sale = {
  id: 'd1' as DeductionId,
  organization: 'O1' as OrganizationId,
  subMchid: '1900000109' as SubMchid,
  device: 'D1' as DeviceId,
  voucher: 'D1/1/1' as VoucherId,
  credentialHash: 'c' as CredentialHash,
  outUserId: 'pupil-1' as OutUserId,
  userId: 'user-1' as UserId,
  amount: 1_200 as Fen,
  saleAt: at,
  receivedAt: at,
};
const received: LedgerEvent = { type: 'DeductionReceived', sale };
const advanced: LedgerEvent = { type: 'DeductionAdvanced', paidAt: at, transactionId: 'T' };
const paid: LedgerEvent = { type: 'DeductionPaid', paidAt: at, transactionId: 'T' };
const repaid: LedgerEvent = { type: 'AdvanceRepaymentSeen' };
const givenUp: LedgerEvent = { type: 'DeductionGivenUp', reason: 'spoiled' };
const refund = (amount: number): LedgerEvent => ({ type: 'RefundPaidOut', amount: amount as Fen });
const refunded: LedgerEvent = { type: 'DeductionRefunded', at };
const standing = (change: Partial<Balances>): Balances => ({ ...noBalances, sales: -1_200, ...change });

describe('the ledger (INV-31)', () => {
  it.each<readonly [string, readonly LedgerEvent[], Balances]>([
    ['a sale is receivable', [received], standing({ receivable: 1_200 })],
    ['paid', [received, paid], standing({ payers: 1_200 })],
    ['advanced: WeChat paid, the payer did not (FAQ Q2)', [received, advanced], standing({ advances: 1_200 })],
    ['repaid', [received, advanced, repaid], standing({ payers: 1_200 })],
    [
      'a repayment that is told twice counts once (INV-41)',
      [received, advanced, repaid, repaid],
      standing({ payers: 1_200 }),
    ],
    [
      'refunded in part, then the rest (FAQ 5.2)',
      [received, paid, refund(300), refund(900), refunded],
      standing({ refunds: 1_200 }),
    ],
    [
      'an open advance refunded in part, the rest repaid',
      [received, advanced, refund(300), repaid],
      standing({ refunds: 300, payers: 900 }),
    ],
    ['given up', [received, givenUp], standing({ 'written-off': 1_200 })],
    ['given up, and charged by WeChat after all (F-19)', [received, givenUp, paid], standing({ payers: 1_200 })],
  ])('%s', (_, events, expected) => {
    const balances = balancesOf(events);
    expect(balances).toEqual(expected);
    expect(accounts.reduce((sum, account) => sum + balances[account], 0)).toBe(0);
  });
});
