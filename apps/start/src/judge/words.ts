/** What the emulator's ledger must show of a meal. */
export interface AtWechat {
  /** State of the order there; none where WeChat was never asked. */
  readonly order: 'SUCCESS' | 'PAYERROR' | 'none';
  readonly debt?: 'NOT_DEBT' | 'DEBT' | 'REPAYMENT';
}

const charged: AtWechat = { order: 'SUCCESS', debt: 'NOT_DEBT' };
const neverAsked: AtWechat = { order: 'none' };

interface Meaning {
  readonly means: string;
  readonly atWechat: AtWechat;
}

/** Every word of the last column, in the order of the summary: what it means, and what must be true of it at WeChat. */
export const words = {
  paid: { means: 'recognised and charged', atWechat: charged },
  'twin -> paid': { means: 'asked for the phone tail, the right one charged', atWechat: charged },
  'offline -> paid': { means: 'sold without network, charged after the flush', atWechat: charged },
  'unknown -> paid (by query)': { means: 'the answer was lost, the order asked for', atWechat: charged },
  'failed -> paid (retry)': { means: 'no money at first, charged again by itself', atWechat: charged },
  advanced: { means: 'WeChat pays for now, the parent owes it', atWechat: { order: 'SUCCESS', debt: 'DEBT' } },
  'advanced -> repaid': { means: 'paid back by link', atWechat: { order: 'SUCCESS', debt: 'REPAYMENT' } },
  'limit (single)': { means: 'held: too much for one meal', atWechat: neverAsked },
  'limit (day)': { means: 'held: too much for one day', atWechat: neverAsked },
  'held (contract)': { means: 'WeChat says the contract has ended', atWechat: { order: 'PAYERROR' } },
  'offline -> held (contract)': { means: 'contract ended before the flush, never asked for', atWechat: neverAsked },
  'offline -> held (disabled)': { means: 'blocked before the flush, never asked for', atWechat: neverAsked },
  denied: { means: 'refused at the counter by the deny list', atWechat: neverAsked },
  stranger: { means: 'nobody enrolled here', atWechat: neverAsked },
} as const satisfies Readonly<Record<string, Meaning>>;

export type Word = keyof typeof words;

export const isWord = (text: string): text is Word => Object.hasOwn(words, text);
