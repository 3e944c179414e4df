import { refined } from '@facepay/codecs';
import { defaultCalendar, type Organization, type SchoolCalendar } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { beijingDay } from '../shape/kernel-shapes.ts';
import { flag, leaf, list, oneOf } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { Shape, ShapeOf } from '../shape/shape.ts';

/** Minutes of the day, as `HH:MM`; `24:00` is the end of the day. */
const timeOfDay: Shape<string> = leaf(
  refined('timeOfDay', (input) =>
    typeof input === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u.test(input)
      ? E.right(input)
      : E.left('HH:MM, 00:00 to 24:00'),
  ),
  { type: 'string', pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$', description: 'time of day in Beijing' },
);
/** 0 is Sunday, as in the domain. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const days = list(beijingDay, { maxItems: 400 });
const windows = list(object({ from: timeOfDay, to: timeOfDay }), { maxItems: 24 });
const schoolWeekdays = list(oneOf(...weekdays), { maxItems: 7 });

/** What is set; holidays and extra school days are named by date, none where they are left out. */
export const CalendarBody = object({ windows, weekdays: schoolWeekdays }, { holidays: days, extraSchoolDays: days });
export const CalendarView = object({
  windows,
  weekdays: schoolWeekdays,
  holidays: days,
  extraSchoolDays: days,
  /** The guide's own windows, as the school has set none. */
  isDefault: flag,
});

export const toCalendar = (body: ShapeOf<typeof CalendarBody>): SchoolCalendar => ({
  windows: body.windows.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })),
  weekdays: body.weekdays.map((name) => weekdays.indexOf(name)),
  holidays: body.holidays ?? [],
  extraSchoolDays: body.extraSchoolDays ?? [],
});

export const calendarView = ({ calendar }: Pick<Organization, 'calendar'>): ShapeOf<typeof CalendarView> => {
  const shown = calendar ?? defaultCalendar;
  return {
    windows: shown.windows.map(({ from, to }) => ({ from: textOf(from), to: textOf(to) })),
    weekdays: shown.weekdays.flatMap((number) => weekdays[number] ?? []),
    holidays: shown.holidays,
    extraSchoolDays: shown.extraSchoolDays,
    isDefault: calendar === undefined,
  };
};

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const two = (n: number): string => String(n).padStart(2, '0');
const textOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
