import type { Ledger } from '@facepay/wechat-emulator';
import type { Line } from './play-lunch.ts';

/** What the last column of the table says, in the words that the documentation promises. */
export const wordFor = ({ deduction, counter }: Line): string => {
  if (deduction === undefined) return counter;
  const { state, reason = '' } = deduction;
  const asked = deduction.events.some(({ type }) => type === 'OutcomeUnknown');
  if (state === 'held' && reason.startsWith('limit')) return 'limit';
  if (state === 'paid' && asked) return 'unknown -> paid (by query)';
  return state === 'held' || state === 'failed' ? `${state}: ${reason}` : state;
};

/** Everything that is not as it must be; nothing to say means the lunch was right. */
export const judge = (lines: readonly Line[], ledger: Ledger): readonly string[] => [
  ...lines.flatMap(unexpected),
  ...missing(lines),
  ...lines.flatMap((line) => againstLedger(line, ledger)),
  ...ledger.credentials
    .filter(({ successes }) => successes > 1)
    .map(({ credentialHash }) => `the credential ${credentialHash.slice(0, 12)} was charged twice`),
];

const unexpected = (line: Line): readonly string[] => {
  const word = wordFor(line);
  const right = line.expect === 'limit' ? word === 'paid' || word === 'limit' : word.startsWith(line.expect);
  return right ? [] : [`${line.who} ${yuan(line.amountFen)}: expected ${line.expect}, the API says ${word}`];
};

const missing = (lines: readonly Line[]): readonly string[] =>
  (['paid', 'limit', 'unknown', 'stranger'] as const)
    .filter((word) => !lines.some((line) => wordFor(line).startsWith(word)))
    .map((word) => `nothing in the table is "${word}"`);

/** The emulator's money truth has the last word: paid here if and only if paid there, to the fen. */
const againstLedger = (line: Line, { orders }: Ledger): readonly string[] => {
  const { deduction } = line;
  if (deduction === undefined) return [];
  const order = orders.find(({ outTradeNo }) => outTradeNo === deduction.deductionNo);
  const paidThere = order?.tradeState === 'SUCCESS';
  const paidHere = ['paid', 'advanced', 'repaid'].includes(deduction.state);
  const name = `${line.who} ${yuan(line.amountFen)}`;
  // A sale that our limits held back must never have reached WeChat.
  if (wordFor(line) === 'limit' && order !== undefined) return [`${name}: over the limit, yet asked of WeChat`];
  if (paidHere !== paidThere) return [`${name}: ${deduction.state} here, ${order?.tradeState ?? 'no order'} at WeChat`];
  return paidThere && order?.amountFen !== deduction.amountFen
    ? [`${name}: ${deduction.amountFen} fen here, ${order?.amountFen} fen at WeChat`]
    : [];
};

export const yuan = (fen: number): string => (fen / 100).toFixed(2);
