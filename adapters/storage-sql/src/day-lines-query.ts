import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { textArg } from './statement-arguments.ts';
import type { Tables } from './tables.ts';

/** How a dialect reads members of a record's body. */
export interface BodyMembers {
  readonly text: (name: string) => RawBuilder<string | null>;
  readonly whole: (name: string) => RawBuilder<number | null>;
}

/** One row for all sales of a day that are alike; only sums leave the database. */
export const dayLinesOf = (build: Kysely<Tables>, { text, whole }: BodyMembers): Compilable => {
  const outcomeUnknown = sql<number>`case when status = 'held' and ${text('reason')} = 'unknown' then 1 else 0 end`;
  const bookedLater = sql<number>`case when ${dayNumber(whole('paidAt'))} <> ${dayNumber(whole('saleAt'))} then 1 else 0 end`;
  return build
    .selectFrom('deduction')
    .select(['device', 'status', outcomeUnknown.as('outcome_unknown'), bookedLater.as('booked_later')])
    .select([sql<number>`count(*)`.as('count'), sql<number>`cast(sum(${whole('amount')}) as bigint)`.as('amount')])
    .where('organization', '=', textArg('organization'))
    .where('day', '=', textArg('day'))
    .groupBy(['device', 'status', outcomeUnknown, bookedLater]);
};

/** Beijing is UTC+8 the whole year. */
const dayNumber = (at: RawBuilder<number | null>): RawBuilder<number | null> =>
  sql<number | null>`((${at} + 28800000) / 86400000)`;
