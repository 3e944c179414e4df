import { hour, Instant, minute } from './instant.ts';

declare const brand: unique symbol;
/** A civil date in Beijing (UTC+8, no daylight saving) as `YYYY-MM-DD`. It starts at 00:00:00.000 there. INV-27. */
export type BeijingDay = string & { readonly [brand]: 'BeijingDay' };

const offsetMs = 8 * hour;
const dayMs = 24 * hour;
const two = (n: number): string => String(n).padStart(2, '0');

/** Days since 1970-01-01 to a date of the proleptic Gregorian calendar, by eras of 400 years. */
const civilOf = (days: number): { readonly year: number; readonly month: number; readonly date: number } => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * march + 2) / 5) + 1,
  };
};

const daysOf = (year: number, month: number, date: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
};

const numberOf = (at: Instant): number => Math.floor((at + offsetMs) / dayMs);
const dayNumber = (day: BeijingDay): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return daysOf(year, month, date);
};
const named = (days: number): BeijingDay => {
  const { year, month, date } = civilOf(days);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}` as BeijingDay;
};

export const dayOf = (at: Instant): BeijingDay => named(numberOf(at));
export const startOf = (day: BeijingDay): Instant => Instant.of(dayNumber(day) * dayMs - offsetMs);
export const daysAfter = (day: BeijingDay, count: number): BeijingDay => named(dayNumber(day) + count);
/** Minutes since midnight in Beijing, 0 to 1439. */
export const minuteOfDay = (at: Instant): number => Math.floor((at - startOf(dayOf(at))) / minute);
/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: BeijingDay): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** A real date of the calendar between the years 1970 and 9999, or nothing: `2027-02-29` is nothing. */
export const parseBeijingDay = (text: string): BeijingDay | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (parts === null) return undefined;
  const day = named(daysOf(Number(parts[1]), Number(parts[2]), Number(parts[3])));
  return day === text && day >= '1970-01-01' ? day : undefined;
};

/** RFC 3339 in Beijing time, as every time on our API: `2026-09-01T11:40:00.000+08:00`. */
export const toRfc3339 = (at: Instant): string => {
  const ms = at - startOf(dayOf(at));
  const time = `${two(Math.floor(ms / hour))}:${two(Math.floor(ms / minute) % 60)}:${two(Math.floor(ms / 1000) % 60)}`;
  return `${dayOf(at)}T${time}.${String(ms % 1000).padStart(3, '0')}+08:00`;
};

const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/u;
/** Any RFC 3339 time with an offset; seconds of 60 and dates that do not exist are nothing. */
export const fromRfc3339 = (text: string): Instant | undefined => {
  const parts = rfc3339.exec(text);
  const day = parts?.[1] === undefined ? undefined : parseBeijingDay(parts[1]);
  if (parts === null || day === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  const zone = parts[6] ?? 'Z';
  const [zoneHours, zoneMinutes] = zone === 'Z' ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 23 || minutes > 59 || seconds > 59 || zoneHours > 23 || zoneMinutes > 59) return undefined;
  const zoneMs = (zone.startsWith('-') ? -1 : 1) * (zoneHours * hour + zoneMinutes * minute);
  const fraction = Number((parts[5] ?? '').padEnd(3, '0').slice(0, 3));
  return Instant.of(startOf(day) + offsetMs - zoneMs + hours * hour + minutes * minute + seconds * 1000 + fraction);
};
