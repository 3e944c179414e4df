import type { BeijingDay } from '../kernel/civil-date.ts';

/** Minutes of the Beijing day, `from` included, `to` not. */
export interface RetryWindow {
  readonly from: number;
  readonly to: number;
}
/**
 * When a school charges again (补扣, INV-33): only inside these windows, on its school days. The defaults are the guide's for
 * three meals (`k12-wire.md` §6.5); a school with lunch alone has 11 to 14.
 */
export interface SchoolCalendar {
  /** In order, without overlap. */
  readonly windows: readonly RetryWindow[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** Without pupils, whatever the weekday. */
  readonly holidays: readonly BeijingDay[];
  /** With pupils, whatever the weekday: the days worked for a long holiday (调休). */
  readonly extraSchoolDays: readonly BeijingDay[];
}
export const defaultCalendar: SchoolCalendar = {
  windows: [
    { from: 6 * 60, to: 8 * 60 },
    { from: 11 * 60, to: 14 * 60 },
    { from: 16 * 60, to: 20 * 60 },
  ],
  weekdays: [1, 2, 3, 4, 5],
  holidays: [],
  extraSchoolDays: [],
};

/** What is wrong with a calendar and where; a window that is empty or reversed would mean "never", so it is refused. */
export interface CalendarFault {
  /** Such as `windows.1`. */
  readonly field: string;
  readonly rule: string;
}
export interface CalendarWrong {
  readonly type: 'CalendarWrong';
  readonly faults: readonly CalendarFault[];
}

/** Everything that is wrong; nothing where it may be stored. */
export const whatIsWrong = ({
  windows,
  weekdays,
  holidays,
  extraSchoolDays,
}: SchoolCalendar): readonly CalendarFault[] => [
  ...(windows.length === 0 ? [wrong('windows', 'at least one window')] : []),
  ...windows.flatMap((window, at) => windowWrong(window, at, windows)),
  ...(weekdays.length === 0 && extraSchoolDays.length === 0 ? [wrong('weekdays', 'at least one school day')] : []),
  ...repeated('weekdays', weekdays),
  ...repeated('holidays', holidays),
  ...repeated('extraSchoolDays', extraSchoolDays),
  ...extraSchoolDays.flatMap((day, at) =>
    holidays.includes(day) ? [wrong(`extraSchoolDays.${at}`, 'a day is a holiday or a school day, not both')] : [],
  ),
];

const windowWrong = (
  { from, to }: RetryWindow,
  at: number,
  windows: readonly RetryWindow[],
): readonly CalendarFault[] => {
  const field = `windows.${at}`;
  if (from < 0 || to > 24 * 60) return [wrong(field, 'between 00:00 and 24:00')];
  if (from === to) return [wrong(field, 'not empty: `to` is after `from`')];
  if (from > to) return [wrong(field, 'not reversed: `to` is after `from`')];
  const overlaps = windows.some((other, index) => index < at && from < other.to && other.from < to);
  return overlaps ? [wrong(field, 'without overlap with another window')] : [];
};

const repeated = (field: string, values: readonly (string | number)[]): readonly CalendarFault[] =>
  values.flatMap((value, at) => (values.indexOf(value) < at ? [wrong(`${field}.${at}`, 'each day once')] : []));

const wrong = (field: string, rule: string): CalendarFault => ({ field, rule });
