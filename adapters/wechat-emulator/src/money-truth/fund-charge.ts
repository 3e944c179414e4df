import { mayRotateAndAdvance } from './face-user.ts';
import type { Contract } from './face-user.ts';

export interface PayerCard {
  readonly bankType: string;
  readonly cardNumber?: string;
  readonly outcome: 'success' | 'insufficient';
}

/** The WeChat account behind a contract: what its money would do. */
export interface Payer {
  readonly openid: string;
  readonly balanceFen: number;
  readonly cards: readonly PayerCard[];
  readonly advanceQuota: boolean;
  readonly riskRefused: boolean;
}

export type Funding =
  | { readonly type: 'Paid'; readonly bankType: string; readonly payer: Payer }
  | { readonly type: 'Advanced' }
  | { readonly type: 'Declined'; readonly errorType: 'NOTENOUGH' | 'RISK' };

export interface FundingFacts {
  readonly contract: Contract;
  readonly payer: Payer;
  readonly amountFen: number;
  readonly openAdvances: number;
  readonly openAdvancesMax: number;
}

/** Charge, else advance where the contract allows it; risk blocks both (`k12-wire.md` §6.1, §7). */
export const fundCharge = (facts: FundingFacts): Funding => {
  const { contract, payer, amountFen } = facts;
  if (payer.riskRefused) return { type: 'Declined', errorType: 'RISK' };
  const free = mayRotateAndAdvance(contract);
  if (free && payer.balanceFen >= amountFen)
    return {
      type: 'Paid',
      bankType: 'OTHERS',
      payer: { ...payer, balanceFen: payer.balanceFen - amountFen },
    };
  const cards = free ? payer.cards : payer.cards.filter((card) => card.cardNumber === contract.cardNumber);
  const card = cards.find((one) => one.outcome === 'success');
  if (card !== undefined) return { type: 'Paid', bankType: card.bankType, payer };
  if (free && payer.advanceQuota && facts.openAdvances < facts.openAdvancesMax) return { type: 'Advanced' };
  return { type: 'Declined', errorType: 'NOTENOUGH' };
};
