import type { ContractMode, ContractTerms } from './contract.ts';

type Agreed = Pick<ContractTerms, 'mode' | 'cardFrom'>;

/** The mode that governs deductions: a silently downgraded preferred card behaves as any card (FAQ 2.5). */
export const effectiveMode = ({ mode, cardFrom }: Agreed): ContractMode =>
  mode === 'preferred-card' && cardFrom === 'payer' ? 'any-card' : mode;

/** 垫资: WeChat advances only where it may rotate cards (INV-40). We never request an advance (INV-39). */
export const mayBeAdvanced = (terms: Agreed): boolean => meanings[effectiveMode(terms)].mayBeAdvanced;

/** What a mode comes to when a meal is charged (`k12-wire.md` §3.1). */
export interface ModeMeaning {
  /** 轮卡: where the first card has too little, the payer's other cards and balance are tried. */
  readonly rotatesCards: boolean;
  /** 垫资: where nothing has enough, WeChat may pay and the payer owes it. */
  readonly mayBeAdvanced: boolean;
  readonly text: string;
  readonly textZh: string;
}
/** WeChat downgraded the preferred card without telling anybody; seen in who chose the card. */
export const isDowngraded = (terms: Agreed): boolean => effectiveMode(terms) !== terms.mode;

export const meaningOf = (terms: Agreed): ModeMeaning => {
  const meaning = meanings[effectiveMode(terms)];
  if (!isDowngraded(terms)) return meaning;
  return {
    ...meaning,
    text: `WeChat has downgraded the preferred card, as after a wrong phone. ${meaning.text}`,
    textZh: `优先卡已被微信降级为不指定卡(如预留手机号错误)。${meaning.textZh}`,
  };
};

const boundToCard = { rotatesCards: false, mayBeAdvanced: false } as const;
const meanings: { readonly [M in ContractMode]: ModeMeaning } = {
  'limited-card': {
    ...boundToCard,
    text: 'Only the given card is charged; no other card is tried and nothing is advanced.',
    textZh: '指定卡签约:仅从指定卡扣款,不轮卡,不垫资。',
  },
  'preferred-card': {
    ...boundToCard,
    text: 'The given card is charged; no other card is tried and nothing is advanced.',
    textZh: '优先卡签约:从传入的卡扣款,不轮卡,不垫资。',
  },
  'any-card': {
    rotatesCards: true,
    mayBeAdvanced: true,
    text: "The payer's cards and balance are tried one after the other; where none has enough, WeChat may advance the meal.",
    textZh: '任意卡签约:轮卡扣款,扣款失败时微信可垫资。',
  },
};
