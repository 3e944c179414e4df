import type { Served } from '../lunch/serve.ts';
import type { DeductionDetail, MemberAnswer } from '../world/read-answer.ts';

/** One line of the table: what the counter showed, and what the API says became of it. */
export interface Line extends Served {
  readonly deduction?: DeductionDetail;
  readonly member?: MemberAnswer;
  readonly became: string;
}

/** What the last column says, in the words that the documentation promises; another one where none of them is true. */
export const becameOf = ({ outcome, deduction, member, shows }: Omit<Line, 'became'>): string => {
  if (outcome === 'denied' || outcome === 'stranger') return outcome;
  if (outcome === 'capped') return 'offline cap';
  if (deduction === undefined) return outcome === 'refused' ? shows : 'sold, yet unknown to the API';
  const { saleAt, receivedAt } = deduction;
  const became = inWords(deduction, member);
  if (Date.parse(receivedAt) - Date.parse(saleAt) >= lateMs) return `offline -> ${became}`;
  return outcome === 'sold-after-tail' ? `twin -> ${became}` : became;
};

/** A terminal with network hands a sale over in seconds. */
const lateMs = 5 * 60_000;

const inWords = (deduction: DeductionDetail, member: Line['member']): string => {
  const { state, amountFen, events } = deduction;
  const [reason = ''] = (deduction.reason ?? '').split(':'); // what follows are WeChat's words
  const happened = (name: string): boolean => events.some(({ type }) => type === name);
  switch (state) {
    case 'paid':
      if (happened('OutcomeUnknown')) return 'unknown -> paid (by query)';
      return happened('DeductionFailed') ? 'failed -> paid (retry)' : 'paid';
    case 'repaid':
      return 'advanced -> repaid';
    case 'held':
      if (reason !== 'limit') return `held (${reason})`;
      return amountFen > (member?.limits?.singleLimitFen ?? Infinity) ? 'limit (single)' : 'limit (day)';
    case 'failed':
      return `failed (${reason})`;
    default:
      return state;
  }
};
