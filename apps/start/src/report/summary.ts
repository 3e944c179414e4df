import type { Ledger } from '@facepay/wechat-emulator';
import type { Line } from '../judge/line.ts';
import { isWord, words } from '../judge/words.ts';
import { padEnd, padStart, wrap } from './display-width.ts';
import type { Screen } from './screen.ts';
import { sumFen, yuan } from './yuan.ts';

/** How many meals became what, with sums: a line each, and all of them together. */
export const summaryOf = (lines: readonly Line[], { paint }: Screen): string => {
  const known = Object.entries(words).map(([word, { means }]): Named => ({ word, means }));
  const others = [...new Set(lines.map(({ became }) => became))]
    .filter((word) => !isWord(word))
    .map((word): Named => ({ word, means: 'not expected' }));
  const all: Row = { word: 'together', means: '', of: lines };
  const rows = [...known, ...others]
    .map((row): Row => ({ ...row, of: lines.filter(({ became }) => became === row.word) }))
    .filter(({ of }) => of.length > 0);
  const width = Math.max(...rows.map(({ word }) => word.length));
  const render = ({ word, means, of }: Row): string =>
    `${padEnd(word, width)}  ${padStart(String(of.length), 5)}  ${padStart(yuan(sumFen(of)), 8)}  ${means}`.trimEnd();
  return [
    paint('title', `${padEnd('became', width)}  meals      yuan`),
    ...rows.map(render),
    paint('title', render(all)),
  ].join('\n');
};

interface Named {
  readonly word: string;
  readonly means: string;
}
interface Row extends Named {
  readonly of: readonly Line[];
}

/** What was compared, in figures. */
export const checkedOf = (lines: readonly Line[], { orders }: Pick<Ledger, 'orders'>, screen: Screen): string => {
  const numbers = new Set(lines.map(({ deduction }) => deduction?.deductionNo));
  const mine = orders.filter(({ outTradeNo }) => numbers.has(outTradeNo));
  const charged = mine.filter(({ tradeState }) => tradeState === 'SUCCESS');
  const fen = charged.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const text =
    `Every line agrees with the ledger of the WeChat Pay emulator: ${mine.length} orders there, ${charged.length} of ` +
    `them charged, ${yuan(fen)} yuan, each once, to the fen, for the right pupil and by the right parent. What a limit, ` +
    'a known end of a contract, a block or the deny list stopped never reached WeChat.';
  return wrap(text, screen.width)
    .map((line) => screen.paint('good', line))
    .join('\n');
};
