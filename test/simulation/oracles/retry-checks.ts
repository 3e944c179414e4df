import type { Deduction, Instant } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';

const beijingMs = 8 * 3_600_000;
const windows: readonly (readonly [number, number])[] = [
  [6, 8],
  [11, 14],
  [16, 20],
];

/** The civil date of Beijing, written down once more (INV-26, INV-27). */
export const beijingDate = (at: number): string => new Date(at + beijingMs).toISOString().slice(0, 10);

/**
 * INV-33: what failed is tried again on school days, while people eat, and so is a sale of more than two hours ago. A number
 * that never reached WeChat is no second try.
 */
export const checkWindow = (
  { violate, count }: Simulation,
  { id, status, reason, attempts, saleAt }: Deduction,
  at: Instant,
): void => {
  const isFirst = status !== 'failed' || attempts.total === 0 || reason === 'not-found' || reason === 'closed';
  const isLate = at - saleAt > 2 * 3_600_000;
  if (isFirst && !isLate) return;
  const beijing = new Date(at + beijingMs);
  const hour = beijing.getUTCHours() + beijing.getUTCMinutes() / 60;
  const isSchoolDay = beijing.getUTCDay() >= 1 && beijing.getUTCDay() <= 5;
  count(isFirst ? 'first tried after two hours, in a window' : 'tried again in a window');
  if (!isSchoolDay || !windows.some(([from, to]) => hour >= from && hour < to))
    violate('INV-33', `${id} is tried again at ${beijing.toISOString().slice(0, 16)}`);
};
