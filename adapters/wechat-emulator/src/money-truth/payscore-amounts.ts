import { charactersOf } from './characters.ts';
import type { PayscoreItem } from './payscore-order.ts';
import { outOfRange, type PayscoreRefusal, refusals } from './payscore-refusal.ts';

const goods = '商品信息';
const paymentsMax = 100;
const discountsMax = 30;

const sum = (items: readonly PayscoreItem[] = []): number => items.reduce((fen, { amount = 0 }) => fen + amount, 0);

/** Payments less discounts, in fen; `count` is display only (`payscore-wire.md` §3.2, §7). */
export const totalOf = (payments: readonly PayscoreItem[] = [], discounts: readonly PayscoreItem[] = []): number =>
  sum(payments) - sum(discounts);

/** The sum rule of complete and modify (§7). */
export const totalFault = (
  total: number,
  payments: readonly PayscoreItem[],
  discounts: readonly PayscoreItem[] = [],
): PayscoreRefusal | undefined => {
  if (payments.length === 0) return outOfRange('post_payments');
  return total < 0 || total !== totalOf(payments, discounts) ? refusals.total : undefined;
};

const itemFault = (list: string, { name, amount, description, count }: PayscoreItem): PayscoreRefusal | undefined => {
  if (name !== undefined && (name === '' || charactersOf(name) > 20)) return outOfRange(`${list}.name`);
  if (description !== undefined && charactersOf(description) > 30) return outOfRange(`${list}.description`);
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount >= 0)) return outOfRange(`${list}.amount`);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= 100))
    return outOfRange(`${list}.count`);
  return undefined;
};

const repeated = (items: readonly PayscoreItem[], mayRepeat?: string): boolean => {
  const names = items.map(({ name }) => name).filter((name) => name !== undefined && name !== mayRepeat);
  return new Set(names).size < names.length;
};

const listsFault = (
  payments: readonly PayscoreItem[],
  discounts: readonly PayscoreItem[],
): PayscoreRefusal | undefined => {
  if (payments.length > paymentsMax || repeated(payments, goods)) return outOfRange('post_payments');
  if (discounts.length > discountsMax || repeated(discounts)) return outOfRange('post_discounts');
  for (const payment of payments) {
    const fault = itemFault('post_payments', payment);
    if (fault !== undefined) return fault;
  }
  for (const discount of discounts) {
    const fault = itemFault('post_discounts', discount);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** At create a payment is named and has an amount or a description; a discount has both name and description (§3.2, §3.3). */
export const createItemsFault = (
  payments: readonly PayscoreItem[] = [],
  discounts: readonly PayscoreItem[] = [],
): PayscoreRefusal | undefined => {
  if (payments.some(({ name, amount, description }) => name === undefined || (amount ?? description) === undefined))
    return outOfRange('post_payments');
  if (discounts.some(({ name, description }) => name === undefined || description === undefined))
    return outOfRange('post_discounts');
  return listsFault(payments, discounts);
};

/** At complete and modify: named payments, whole discounts (§3.2, §3.3). */
export const finalItemsFault = (
  payments: readonly PayscoreItem[],
  discounts: readonly PayscoreItem[] = [],
): PayscoreRefusal | undefined => {
  if (payments.some(({ name }) => name === undefined)) return outOfRange('post_payments');
  if (discounts.some(({ name, amount, description }) => [name, amount, description].includes(undefined)))
    return outOfRange('post_discounts');
  return listsFault(payments, discounts);
};
