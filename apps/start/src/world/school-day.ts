import {
  type BeijingDay,
  dayOf,
  daysAfter,
  hour,
  type Instant,
  later,
  minute,
  startOf,
  weekdayOf,
} from '@facepay/domain';

/** A time of the school day, `HH:MM` in Beijing. */
export type TimeOfDay = `${number}:${number}`;

const lunchTime = '11:40';

export const atTime = (day: BeijingDay, time: TimeOfDay): Instant => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return later(startOf(day), hours * hour + minutes * minute);
};

/** The first school day (Monday to Friday) whose lunch is still to come. */
export const nextLunchDay = (now: Instant): BeijingDay => {
  for (let days = 0; ; days += 1) {
    const day = daysAfter(dayOf(now), days);
    if (atTime(day, lunchTime) > now && weekdayOf(day) >= 1 && weekdayOf(day) <= 5) return day;
  }
};
