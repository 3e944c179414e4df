import { anyBeijingDay, anyInstant } from '@facepay/conformance';
import { type DeductionPolicy, defaultPolicy, minute, platformDayLimit, platformSingleLimit } from '@facepay/domain';
import fc from 'fast-check';
import type { Property } from './property.ts';

/** What the calendar of the platform says, by a source of its own. */
const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York'];

/** Runs it with the process in another time zone. */
const inZone = <A>(zone: string, run: () => A): A => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};

const days: Property = ({ dayOf }) =>
  fc.property(anyInstant, (at) => zones.every((zone) => inZone(zone, () => dayOf(at)) === shanghai.format(at)));

const starts: Property = ({ dayOf, startOf, daysAfter }) =>
  fc.property(anyBeijingDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
    const start = startOf(day);
    return (
      dayOf(start) === day &&
      dayOf((start - 1) as typeof start) === daysAfter(day, -1) &&
      startOf(daysAfter(day, count)) - start === count * 86_400_000
    );
  });

const texts: Property = ({ toRfc3339, fromRfc3339 }) =>
  fc.property(
    anyInstant,
    (at) =>
      fromRfc3339(toRfc3339(at)) === at &&
      zones.every((zone) => inZone(zone, () => toRfc3339(at)) === toRfc3339(at)) &&
      Date.parse(toRfc3339(at)) === at,
  );

const attempts = fc.record({ total: fc.constant(5), day: anyBeijingDay, onDay: fc.integer({ min: 1, max: 5 }) });
const policies: fc.Arbitrary<DeductionPolicy> = fc
  .subarray([1, 2, 3, 4, 5, 6, 0], { minLength: 1 })
  .map((weekdays) => ({ ...defaultPolicy, calendar: { ...defaultPolicy.calendar, weekdays } }));

const windows: Property = ({ nextRetryAt, dayOf, startOf }) =>
  fc.property(attempts, anyInstant, policies, (used, now, policy) => {
    const at = nextRetryAt({ attempts: used }, now, policy);
    const minuteNow = Math.floor((at - startOf(dayOf(at))) / minute);
    const weekday = new Date(at + 8 * 3_600_000).getUTCDay();
    return (
      at >= now + policy.retryWaitMs &&
      policy.calendar.weekdays.includes(weekday) &&
      policy.calendar.windows.some(({ from, to }) => minuteNow >= from && minuteNow < to) &&
      (used.onDay < 5 || dayOf(at) !== used.day)
    );
  });

const someFen = fc.integer({ min: 1, max: 200_000 });
const limits: Property = ({ checkLimits, usedOn, reserve, settle, dayOf }) =>
  fc.property(
    fc.record({ amount: someFen, spent: fc.nat({ max: 60_000 }), single: someFen, day: someFen, at: anyInstant }),
    ({ amount, spent, single, day, at }) => {
      const today = dayOf(at);
      const other = 'dother' as Parameters<typeof settle>[1];
      const spending = settle({ open: [], settled: [] }, other, spent as typeof platformDayLimit, today);
      const deduction = 'dthis' as typeof other;
      const breaches = checkLimits({
        deduction,
        amount: amount as typeof platformDayLimit,
        day: today,
        spending,
        singleLimit: single as typeof platformDayLimit,
        dayLimit: day as typeof platformDayLimit,
      });
      const fits = amount <= Math.min(single, platformSingleLimit) && spent + amount <= Math.min(day, platformDayLimit);
      const after = reserve(spending, { deduction, amount: amount as typeof platformDayLimit, day: today });
      return (breaches.length === 0) === fits && usedOn(after, today) === spent + amount;
    },
  );

const testMerchants: Property = ({ checkLimits, dayOf }) =>
  fc.property(someFen, someFen, someFen, anyInstant, (amount, single, day, at) => {
    const empty = { open: [], settled: [] };
    const breaches = checkLimits({
      deduction: 'dthis' as Parameters<typeof checkLimits>[0]['deduction'],
      amount: amount as typeof platformDayLimit,
      day: dayOf(at),
      spending: empty,
      testMerchant: empty,
      singleLimit: single as typeof platformDayLimit,
      dayLimit: day as typeof platformDayLimit,
    });
    return amount <= 100 || breaches.some(({ limit, limitFen }) => limit === 'test-merchant' && limitFen === 100);
  });

/** k workers read the same books; each commits on what the one before left, as a serializable store makes them. */
const races: Property = ({ checkLimits, reserve, usedOn, dayOf }) =>
  fc.property(fc.array(someFen, { minLength: 2, maxLength: 16 }), someFen, anyInstant, (amounts, dayLimit, at) => {
    const today = dayOf(at);
    let spending: Parameters<typeof reserve>[0] = { open: [], settled: [] };
    for (const [index, each] of amounts.entries()) {
      const amount = each as typeof platformDayLimit;
      const deduction = `d${index}` as Parameters<typeof checkLimits>[0]['deduction'];
      const limit = dayLimit as typeof platformDayLimit;
      const twice = [0, 1].map(() => checkLimits({ deduction, amount, day: today, spending, dayLimit: limit }).length);
      if (twice[0] === 0)
        spending = reserve(reserve(spending, { deduction, amount, day: today }), { deduction, amount, day: today });
    }
    return usedOn(spending, today) <= Math.min(dayLimit, platformDayLimit);
  });

export const calendarProperties = {
  'INV-27 the day is the day of Beijing, in every time zone of the process': days,
  'INV-27 a day starts where the one before ends': starts,
  'INV-27 a time survives its text': texts,
  'INV-33 a re-deduction falls into a window of a school day with an attempt left': windows,
  'INV-22 INV-24 exactly what fits under the smallest limit may be reserved': limits,
  'INV-28 one yuan a day for a test merchant number, whatever the settings': testMerchants,
  'INV-29 k racing reservations take no more than what was left': races,
} satisfies Readonly<Record<string, Property>>;
