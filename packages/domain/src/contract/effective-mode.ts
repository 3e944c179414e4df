import type { ContractMode, ContractTerms } from './contract.ts';

/** The mode that governs deductions: a silently downgraded preferred card behaves as any card (FAQ 2.5). */
export const effectiveMode = ({ mode, cardFrom }: Pick<ContractTerms, 'mode' | 'cardFrom'>): ContractMode =>
  mode === 'preferred-card' && cardFrom === 'payer' ? 'any-card' : mode;

/** 垫资: WeChat advances only where it may rotate cards (INV-40). We never request an advance (INV-39). */
export const mayBeAdvanced = (terms: Pick<ContractTerms, 'mode' | 'cardFrom'>): boolean =>
  effectiveMode(terms) === 'any-card';
