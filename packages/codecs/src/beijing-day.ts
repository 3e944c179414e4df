import { type BeijingDay as DomainBeijingDay, parseBeijingDay } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { refined } from './refined.ts';

/** A real date, `YYYY-MM-DD`. */
export const BeijingDay: t.Type<DomainBeijingDay, DomainBeijingDay> = refined('BeijingDay', (input) => {
  const day = typeof input === 'string' ? parseBeijingDay(input) : undefined;
  return day === undefined ? E.left('a date of the calendar as YYYY-MM-DD') : E.right(day);
});
