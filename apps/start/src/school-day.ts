import { dayOf, daysAfter, hour, type Instant, later, minute, startOf, weekdayOf } from '@facepay/domain';

/** 11:40 in Beijing on the first school day (Monday to Friday) whose 11:40 is still to come. */
export const nextLunch = (now: Instant): Instant => {
  for (let days = 0; ; days += 1) {
    const day = daysAfter(dayOf(now), days);
    const lunch = later(startOf(day), 11 * hour + 40 * minute);
    if (lunch > now && weekdayOf(day) >= 1 && weekdayOf(day) <= 5) return lunch;
  }
};
