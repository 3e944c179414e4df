import { daysAfter, dayOf, minuteOfDay, startOf } from '../kernel/civil-date.ts';
import { type Instant, later, minute } from '../kernel/instant.ts';

export interface QuietHoursPolicy {
  /** Minutes of the Beijing day between which nobody is told anything; over midnight where `from` is the later one. */
  readonly quietHours?: { readonly from: number; readonly to: number };
}
/** 21:00 to 07:00: parents complain about notices at night. */
export const defaultQuietHours: QuietHoursPolicy = { quietHours: { from: 21 * 60, to: 7 * 60 } };

/** When a person may be told what happened now: at once, or when the quiet hours end. */
export const tellableAt = (now: Instant, { quietHours: quiet }: QuietHoursPolicy): Instant => {
  if (quiet === undefined || quiet.from === quiet.to) return now;
  const at = minuteOfDay(now);
  const overMidnight = quiet.from > quiet.to;
  const isQuiet = overMidnight ? at >= quiet.from || at < quiet.to : at >= quiet.from && at < quiet.to;
  if (!isQuiet) return now;
  const day = overMidnight && at >= quiet.from ? daysAfter(dayOf(now), 1) : dayOf(now);
  return later(startOf(day), quiet.to * minute);
};
