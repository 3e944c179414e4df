import { dayOfMs } from '../script/school-days.ts';
import { pupilOf } from '../world/office.ts';
import type { Line } from './line.ts';
import type { OurDeduction } from './read-deductions.ts';

/** What our API says was taken, as lines; days are those of `paidAt`. */
export const ourBook = (deductions: readonly OurDeduction[]): readonly Line[] =>
  deductions.flatMap(({ state, paidAt, outUserId, amountFen }): readonly Line[] => {
    if (paidAt === undefined || !settledStates.has(state)) return [];
    const line = { pupil: pupilOf(outUserId), day: dayOfMs(Date.parse(paidAt)), fen: amountFen };
    const charged: Line = { ...line, kind: 'charged' };
    return advancedStates.has(state) ? [charged, { ...line, kind: 'advanced' }] : [charged];
  });

const settledStates: ReadonlySet<string> = new Set(['paid', 'advanced', 'repaid', 'refunded']);
const advancedStates: ReadonlySet<string> = new Set(['advanced', 'repaid']);
