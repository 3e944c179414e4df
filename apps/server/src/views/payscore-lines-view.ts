import type { PayscoreBill, PayscoreOrder } from '@facepay/domain';
import { list, shownFen, shownNumber, shownText } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';

const line = { amountFen: shownFen, description: shownText, count: shownNumber };
const shown = object({ name: shownText }, line);
/** What is charged for: of the newest call that WeChat has taken in, before that as planned. */
export const PayscoreLines = { payments: list(shown), discounts: list(shown) };

export const linesView = ({ taken, terms }: PayscoreOrder) => {
  const { payments, discounts } = taken.modify?.wish ?? taken.complete?.wish ?? terms;
  return { payments: payments.map(lineView), discounts: discounts.map(lineView) };
};

type Line = PayscoreBill['payments'][number] | PayscoreBill['discounts'][number];
const lineView = ({ name, amount, description, count }: Line) => ({
  name,
  ...(amount === undefined ? {} : { amountFen: amount }),
  ...(description === undefined ? {} : { description }),
  ...(count === undefined ? {} : { count }),
});
