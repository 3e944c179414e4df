import type { Ledger } from '@facepay/wechat-emulator';
import type { Line } from '../judge/line.ts';
import { words } from '../judge/words.ts';
import { padEnd, padStart, wrap } from './display-width.ts';
import type { Screen } from './screen.ts';
import { sumFen, yuan } from './yuan.ts';

/** How many meals became what, with sums; a line each, and all of them together. */
export const summaryOf = (lines: readonly Line[], { paint }: Screen): string => {
  const known = Object.entries(words).map(([word, { means }]) => ({ word, means }));
  const others = [...new Set(lines.map(({ became }) => became))].filter((word) => !Object.hasOwn(words, word));
  const rows = [...known, ...others.map((word) => ({ word, means: 'not expected' }))].flatMap(({ word, means }) => {
    const mine = lines.filter(({ became }) => became === word);
    return mine.length === 0 ? [] : [{ word, means, count: mine.length, sum: yuan(sumFen(mine)) }];
  });
  const all = { word: 'together', means: '', count: lines.length, sum: yuan(sumFen(lines)) };
  const width = Math.max(...rows.map(({ word }) => word.length));
  const render = ({ word, means, count, sum }: typeof all): string =>
    `${padEnd(word, width)}  ${padStart(String(count), 5)}  ${padStart(sum, 8)}  ${means}`.trimEnd();
  return [paint('title', `${padEnd('became', width)}  meals      yuan`), ...rows.map(render), render(all)].join('\n');
};

/** What was compared, in figures. */
export const checkedOf = (lines: readonly Line[], { orders }: Pick<Ledger, 'orders'>, screen: Screen): string => {
  const numbers = new Set(lines.map(({ deduction }) => deduction?.deductionNo));
  const mine = orders.filter(({ outTradeNo }) => numbers.has(outTradeNo));
  const charged = mine.filter(({ tradeState }) => tradeState === 'SUCCESS');
  const fen = charged.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const text =
    `Every line agrees with the ledger of the WeChat Pay emulator: ${mine.length} orders there, ${charged.length} of ` +
    `them charged, ${yuan(fen)} yuan, each once, to the fen, for the right pupil and by the right parent. What was held ` +
    'by our limits, sold after its contract had ended, denied or not recognised never reached WeChat.';
  return wrap(text, screen.width)
    .map((line) => screen.paint('good', line))
    .join('\n');
};
