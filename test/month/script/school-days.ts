/** Beijing dates and times of a school month, for whoever does not want to trust our own calendar (INV-27). */
export type Day = string;

const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;

/** A Monday: four school weeks follow without a holiday. */
export const firstDay: Day = '2026-11-02';

/** Epoch milliseconds of a time of day in Beijing, `HH:MM`. */
export const at = (day: Day, time: string): number => Date.parse(`${day}T${time}:00+08:00`);

/** The date in Beijing, added up by hand: a fixed eight hours from UTC. */
export const dayOfMs = (ms: number): Day => new Date(ms + beijingMs).toISOString().slice(0, 10);

/** `HH:MM` in Beijing. */
export const timeOfMs = (ms: number): string => new Date(ms + beijingMs).toISOString().slice(11, 16);

/** The school is closed, and nothing may be charged. */
export const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(day).getUTCDay());

/** Mondays to Fridays from the first day on. */
export const schoolDays = (count: number): readonly Day[] =>
  Array.from({ length: count }, (_, index) =>
    dayOfMs(at(firstDay, '12:00') + (7 * Math.floor(index / 5) + (index % 5)) * dayMs),
  );

/** After the last school day nobody eats, and what is still open ends by itself. */
export const quietDays = 3;
export const endOf = ({ days }: { readonly days: readonly Day[] }): number =>
  at(days.at(-1) ?? firstDay, '12:00') + quietDays * dayMs;
