import { type BeijingDay, dayOf, daysAfter, minuteOfDay, startOf, weekdayOf } from '../kernel/civil-date.ts';
import { hour, type Instant, later, minute } from '../kernel/instant.ts';
import type { SchoolCalendar } from './school-calendar.ts';

export const isSchoolDay = (day: BeijingDay, { weekdays, holidays, extraSchoolDays }: SchoolCalendar): boolean =>
  extraSchoolDays.includes(day) || (weekdays.includes(weekdayOf(day)) && !holidays.includes(day));

/** This moment, where it is inside a window of a school day, or else the beginning of the next one. */
export const nextInWindow = (from: Instant, calendar: SchoolCalendar): Instant => {
  for (let tried = 0; tried < 370; tried += 1) {
    const date = daysAfter(dayOf(from), tried);
    const at = inWindow(date, tried === 0 ? minuteOfDay(from) : 0, calendar);
    if (at !== undefined) return tried === 0 && at < from ? from : at;
  }
  return later(startOf(daysAfter(dayOf(from), 1)), 12 * hour); // a calendar without school days: look again tomorrow
};

const inWindow = (date: BeijingDay, minuteNow: number, calendar: SchoolCalendar): Instant | undefined => {
  if (!isSchoolDay(date, calendar)) return undefined;
  const starts = calendar.windows.filter(({ to }) => minuteNow < to).map(({ from }) => Math.max(from, minuteNow));
  return starts.length === 0 ? undefined : later(startOf(date), Math.min(...starts) * minute);
};
