import type { Day } from '../script/school-days.ts';

/** What moved: taken by the merchant, of that by an advance of WeChat's; an advance repaid; money given back. */
export type LineKind = 'charged' | 'advanced' | 'repaid' | 'refunded';
export const lineKinds: readonly LineKind[] = ['charged', 'advanced', 'repaid', 'refunded'];

/** One movement of money, in whichever book it stands. */
export interface Line {
  readonly kind: LineKind;
  readonly pupil: number;
  readonly day: Day;
  readonly fen: number;
}
/** What has become of a sale when the month is over. */
export type SaleEnd = 'paid' | 'advanced' | 'repaid' | 'refunded' | 'failed' | 'held' | 'dead';
