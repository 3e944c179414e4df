import { expect, test } from 'vitest';
import type { Contract } from './face-user.ts';
import { fundCharge } from './fund-charge.ts';
import type { FundingFacts } from './fund-charge.ts';

const contract: Contract = {
  contractId: 'CI1',
  organizationId: 'O1',
  userId: 'FU1',
  openid: 'o1',
  mode: 'LIMIT_NONE',
  bankCardFrom: 'USER_SELECT_FREE',
  signedAt: 0,
};
const payer = { openid: 'o1', balanceFen: 0, cards: [], advanceQuota: true, riskRefused: false };
const facts: FundingFacts = { contract, payer, amountFen: 100, openAdvances: 0, openAdvancesMax: 3 };

test('INV-40: the third advance is given, the fourth is not, even where nobody was blocked', () => {
  expect(fundCharge({ ...facts, openAdvances: 2 })).toEqual({ type: 'Advanced' });
  expect(fundCharge({ ...facts, openAdvances: 3 })).toEqual({ type: 'Declined', errorType: 'NOTENOUGH' });
});

test('the balance pays to the last fen, and only when it suffices', () => {
  const paid = fundCharge({ ...facts, payer: { ...payer, balanceFen: 100 } });
  expect(paid).toMatchObject({ type: 'Paid', payer: { balanceFen: 0 } });
  expect(fundCharge({ ...facts, payer: { ...payer, balanceFen: 99 } })).toEqual({ type: 'Advanced' });
});

test('INV-40: risk refuses charge and advance', () => {
  const risky = { ...payer, balanceFen: 100, riskRefused: true };
  expect(fundCharge({ ...facts, payer: risky })).toEqual({ type: 'Declined', errorType: 'RISK' });
});

test('FAQ 2.5: a limited card is the only one asked', () => {
  const limited: Contract = {
    ...contract,
    mode: 'LIMIT_BANK_CARD',
    bankCardFrom: 'MERCHANT_LIMITED_BANK_CARD',
    cardNumber: '6225',
  };
  const other = { bankType: 'CCB_DEBIT', cardNumber: '6226', outcome: 'success' as const };
  const own = { bankType: 'CMB_DEBIT', cardNumber: '6225', outcome: 'success' as const };
  const declined = fundCharge({ ...facts, contract: limited, payer: { ...payer, balanceFen: 100, cards: [other] } });
  expect(declined).toEqual({ type: 'Declined', errorType: 'NOTENOUGH' });
  const paid = fundCharge({ ...facts, contract: limited, payer: { ...payer, cards: [other, own] } });
  expect(paid).toMatchObject({ type: 'Paid', bankType: 'CMB_DEBIT' });
});
