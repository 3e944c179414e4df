import * as t from 'io-ts';
import { readAs } from '../../support/read-as.ts';
import { dayOfMs } from '../script/school-days.ts';
import { type Office, pupilOf, type SchoolNumbers } from '../world/office.ts';
import type { Line } from './line.ts';

const Deduction = t.intersection(
  [
    t.type({
      deductionId: t.string,
      deductionNo: t.string,
      state: t.string,
      amountFen: t.number,
      outUserId: t.string,
      voucherId: t.string,
      saleAt: t.string,
    }),
    t.partial({ reason: t.string, paidAt: t.string, repaymentId: t.string }),
  ],
  'Deduction',
);
export type OurDeduction = t.TypeOf<typeof Deduction>;
const Page = t.intersection([t.type({ items: t.array(Deduction) }), t.partial({ nextCursor: t.string })], 'Page');

const Detail = t.type({ events: t.array(t.type({ type: t.string, at: t.string })) }, 'Detail');

interface Api {
  readonly office: Pick<Office, 'succeed'>;
  readonly school: SchoolNumbers;
}

/** What our API lists, page after page. */
export const readDeductions = async (
  { office, school }: Api,
  filter: Readonly<Record<string, string>> = {},
): Promise<readonly OurDeduction[]> => {
  const found: OurDeduction[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ organizationId: school.organizationId, pageSize: '200', ...filter });
    if (cursor !== undefined) query.set('cursor', cursor);
    const page = readAs(Page, await office.succeed('GET', `deductions?${query.toString()}`));
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

const Refund = t.intersection(
  [t.type({ state: t.string, amountFen: t.number, outUserId: t.string }), t.partial({ refundedAt: t.string })],
  'Refund',
);
const RefundPage = t.intersection([t.type({ items: t.array(Refund) }), t.partial({ nextCursor: t.string })], 'Page');

/** What our API says was given back; what is not a success yet is a line of no day. */
export const readRefunds = async ({ office, school }: Api): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ organizationId: school.organizationId, pageSize: '200' });
    if (cursor !== undefined) query.set('cursor', cursor);
    const page = readAs(RefundPage, await office.succeed('GET', `refunds?${query.toString()}`));
    for (const { state, refundedAt, outUserId, amountFen } of page.items) {
      const day = state === 'success' && refundedAt !== undefined ? dayOfMs(Date.parse(refundedAt)) : state;
      lines.push({ kind: 'refunded', pupil: pupilOf(outUserId), day, fen: amountFen });
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return lines;
};

/** When our API says that each advance was seen repaid: it is in the history of the deduction. */
export const readRepayments = async (
  { office, school }: Api,
  deductions: readonly OurDeduction[],
): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for (const { deductionId, state, outUserId, amountFen } of deductions) {
    if (state !== 'repaid') continue;
    const target = `deductions/${deductionId}?organizationId=${school.organizationId}`;
    const { events } = readAs(Detail, await office.succeed('GET', target));
    for (const { type, at } of events)
      if (type === 'AdvanceRepaymentSeen')
        lines.push({ kind: 'repaid', pupil: pupilOf(outUserId), day: dayOfMs(Date.parse(at)), fen: amountFen });
  }
  return lines;
};
