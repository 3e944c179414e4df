import type { Records } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';

type Spending = Records['spending'];

const dayMaxFen = 50_000;
const testMerchantDayMaxFen = 100;

/**
 * INV-23, INV-28: nothing is set aside that would pass a day's limit, and no day has more settled. One commit may bring
 * both together above it without setting anything aside: WeChat said for 70 s that it does not have an order, which frees
 * its part (INV-12), and charges it after all when others have that part (F-19). That money has moved, the others' requests
 * have left, and WeChat keeps its own limit; the books must say so (`docs/decisions/0003`).
 */
export const checkSpending = (
  { violate, count }: Simulation,
  key: string,
  before: Spending | undefined,
  to: Spending,
): void => {
  const isMerchant = key.startsWith('merchant/');
  const maxFen = isMerchant ? testMerchantDayMaxFen : dayMaxFen;
  const known = new Set(before?.open.map(({ deduction }) => deduction));
  const setsAside = to.open.some(({ deduction }) => !known.has(deduction));
  for (const day of new Set([...to.settled, ...to.open].map((line) => line.day))) {
    const settled = settledOn(to, day);
    const sum = settled + openOn(to, day);
    if (sum <= maxFen) continue;
    if (setsAside || settled > maxFen) violate(isMerchant ? 'INV-28' : 'INV-23', `${key} on ${day}: ${sum} fen`);
    else count('charged after it was freed, beside others');
  }
  if ([...to.settled, ...to.open].some(({ amount }) => amount < 0)) violate('INV-25', `${key}: a negative sum`);
};

const settledOn = ({ settled }: Spending, day: string): number => sumOf(settled.filter((line) => line.day === day));
const openOn = ({ open }: Spending, day: string): number => sumOf(open.filter((line) => line.day <= day));
const sumOf = (lines: readonly { readonly amount: number }[]): number =>
  lines.reduce((sum, { amount }) => sum + amount, 0);
