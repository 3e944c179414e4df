/** What the emulator's ledger must show of a meal. */
interface AtWechat {
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
  'twin -> paid': { means: 'asked for the phone tail first', atWechat: charged },
  'offline -> paid': { means: 'sold without network, charged later', atWechat: charged },
  'unknown -> paid (by query)': { means: 'answer lost, order looked up', atWechat: charged },
  'failed -> paid (retry)': { means: 'charged when there was money', atWechat: charged },
  advanced: { means: 'WeChat pays, the parent owes', atWechat: { order: 'SUCCESS', debt: 'DEBT' } },
  'advanced -> repaid': { means: 'and the parent has paid back', atWechat: { order: 'SUCCESS', debt: 'REPAYMENT' } },
  'limit (single)': { means: 'held: too much for one meal', atWechat: neverAsked },
  'limit (day)': { means: 'held: too much for one day', atWechat: neverAsked },
  'held (contract)': { means: 'held: ended, says WeChat', atWechat: { order: 'PAYERROR' } },
  'offline -> held (contract)': { means: 'held: contract ended meanwhile', atWechat: neverAsked },
  'offline -> held (disabled)': { means: 'held: blocked meanwhile', atWechat: neverAsked },
  'offline cap': { means: 'refused: too much without network', atWechat: neverAsked },
  denied: { means: 'refused by the deny list', atWechat: neverAsked },
  stranger: { means: 'refused: nobody enrolled here', atWechat: neverAsked },
} as const satisfies Readonly<Record<string, Meaning>>;

export type Word = keyof typeof words;

export const isWord = (text: string): text is Word => Object.hasOwn(words, text);
