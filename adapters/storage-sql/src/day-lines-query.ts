import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { textArg } from './statement-arguments.ts';
import type { Tables } from './tables.ts';

/** How a dialect reads a deduction's body, and that of the book of its refunds. */
export interface BodyMembers {
  readonly text: (name: string) => RawBuilder<string | null>;
  readonly whole: (name: string) => RawBuilder<number | null>;
  /** What its payer has back. */
  readonly refunded: RawBuilder<number | null>;
}

/** One row for all sales of a day that are alike; only sums leave the database. */
export const dayLinesOf = (build: Kysely<Tables>, { text, whole, refunded }: BodyMembers): Compilable => {
  const { device, status } = { device: sql.ref('deduction.device'), status: sql.ref('deduction.status') };
  const outcomeUnknown = sql<number>`case when ${status} = 'held' and ${text('reason')} = 'unknown' then 1 else 0 end`;
  const bookedLater = sql<number>`case when ${dayNumber(whole('paidAt'))} <> ${dayNumber(whole('saleAt'))} then 1 else 0 end`;
  return build
    .selectFrom('deduction')
    .leftJoin('refundBook', (join) =>
      join
        .onRef('refundBook.organization', '=', 'deduction.organization')
        .onRef('refundBook.key', '=', 'deduction.key'),
    )
    .select([device.as('device'), status.as('status')])
    .select([outcomeUnknown.as('outcome_unknown'), bookedLater.as('booked_later')])
    .select([sql<number>`count(*)`.as('count'), sumOf(whole('amount')).as('amount'), sumOf(refunded).as('refunded')])
    .where('deduction.organization', '=', textArg('organization'))
    .where('deduction.day', '=', textArg('day'))
    .groupBy([device, status, outcomeUnknown, bookedLater]);
};

const sumOf = (fen: RawBuilder<number | null>): RawBuilder<number> =>
  sql<number>`cast(coalesce(sum(${fen}), 0) as bigint)`;

/** Beijing is UTC+8 the whole year. */
const dayNumber = (at: RawBuilder<number | null>): RawBuilder<number | null> =>
  sql<number | null>`((${at} + 28800000) / 86400000)`;
