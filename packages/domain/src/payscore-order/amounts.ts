import type { Fen } from '../kernel/fen.ts';
import { broken, type Check, firstBroken, unless } from './broken.ts';
import type { PayscoreRules } from './policy.ts';
import { checkText } from './texts.ts';
import type { PayscoreBill, PayscoreDiscount, PayscorePayment, PayscoreTerms } from './wish.ts';

/** Σ payments − Σ discounts; below zero where the discounts are too high. Counts are not multiplied in (INV-71). */
export const payscoreTotal = ({ payments, discounts }: Pick<PayscoreBill, 'payments' | 'discounts'>): number =>
  sumOf(payments) - sumOf(discounts);

/** What a total may be at most: the mode of assessment decides (INV-72, seed 2.2). */
export const payscoreCap = (
  { riskFund }: PayscoreTerms,
  { assessment, riskCap }: PayscoreRules,
): { readonly cap: Fen; readonly rule: 'total-risk-amount' | 'total-cap' } =>
  assessment === 'deposit' ? { cap: riskFund.amount, rule: 'total-risk-amount' } : { cap: riskCap, rule: 'total-cap' };

/** Of complete and modify: the lists, the sum, and the cap (`payscore-wire.md` §7). */
export const checkBill = (bill: PayscoreBill, terms: PayscoreTerms, rules: PayscoreRules): Check => {
  const { cap, rule } = payscoreCap(terms, rules);
  const sum = payscoreTotal(bill);
  return firstBroken(
    () => unless(bill.payments.length > 0, 'payments', 'payments-min'),
    () => checkLists(bill),
    () => {
      const missing = bill.discounts.findIndex(({ amount }) => amount === undefined);
      return missing < 0 ? undefined : broken(`discounts[${missing}].amount`, 'amount-missing');
    },
    () => unless(sum >= 0, 'discounts', 'total-negative'),
    () => unless(Number.isSafeInteger(sum) && sum === bill.total, 'total', 'total-sum'),
    () => unless(bill.total <= cap, 'total', rule),
  );
};

/** Of create: the lists, and what they come to where there is no discount. */
export const checkPlannedBill = (terms: PayscoreTerms, { riskCap }: PayscoreRules): Check => {
  const { payments, discounts } = terms;
  return firstBroken(
    () => checkLists(terms),
    () => {
      const bare = payments.findIndex(({ amount, description }) => amount === undefined && description === undefined);
      return bare < 0 ? undefined : broken(`payments[${bare}]`, 'amount-or-description');
    },
    () => unless(discounts.length > 0 || sumOf(payments) <= riskCap, 'payments', 'payments-cap'),
  );
};

/** INV-73. */
const checkLists = ({ payments, discounts }: Pick<PayscoreBill, 'payments' | 'discounts'>): Check =>
  firstBroken(
    () => unless(payments.length <= 100, 'payments', 'payments-max'),
    () => unless(discounts.length <= 30, 'discounts', 'discounts-max'),
    ...payments.map((item, index) => () => checkItem(`payments[${index}]`, item)),
    ...discounts.map((item, index) => () => checkItem(`discounts[${index}]`, item)),
    () => checkNames('payments', payments),
    () => checkNames('discounts', discounts),
  );

const checkItem = (field: string, { name, description, count }: PayscorePayment | PayscoreDiscount): Check =>
  firstBroken(
    () => checkText(`${field}.name`, name, 20, 'name-length'),
    () => checkText(`${field}.description`, description, 30, 'description-length'),
    () => {
      const fits = count === undefined || (Number.isSafeInteger(count) && count >= 1 && count <= 100);
      return unless(fits, `${field}.count`, 'count-range');
    },
  );

/** Goods may be named alike: one line per article (§3.2). */
const mayRepeat = '商品信息';
const checkNames = (list: 'payments' | 'discounts', items: readonly { readonly name: string }[]): Check => {
  const seen = new Set<string>();
  for (const [index, { name }] of items.entries()) {
    if (seen.has(name) && !(list === 'payments' && name === mayRepeat))
      return broken(`${list}[${index}].name`, 'name-unique');
    seen.add(name);
  }
  return undefined;
};

const sumOf = (items: readonly { readonly amount?: Fen }[]): number => {
  let sum = 0;
  for (const { amount } of items) sum += amount ?? 0;
  return sum;
};
