import { type BeijingDay as DomainBeijingDay, parseBeijingDay } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { refined } from './refined.ts';

/** A real date, `YYYY-MM-DD`. */
export const BeijingDay: t.Type<DomainBeijingDay, DomainBeijingDay> = refined('BeijingDay', (input) => {
  const day = typeof input === 'string' ? dayOf(input) : undefined;
  return day === undefined ? E.left('a date of the calendar as YYYY-MM-DD') : E.right(day);
});

/** The same few days come again and again, and asking the calendar costs more than the rest of a record. */
const known = new Map<string, DomainBeijingDay>();
const knownMax = 1000;
const dayOf = (input: string): DomainBeijingDay | undefined => {
  const before = known.get(input);
  if (before !== undefined) return before;
  const day = parseBeijingDay(input);
  if (day === undefined) return undefined;
  if (known.size >= knownMax) known.clear();
  known.set(input, day);
  return day;
};
