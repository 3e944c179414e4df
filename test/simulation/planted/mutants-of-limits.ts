import type { BeijingDay, Spending, Storage } from '@facepay/domain';
import { attackedBy, type Mutant } from './mutant.ts';
import { deciding, type Found, isAny, isReservation, seeing, unlocked } from './storage-seams.ts';

const isSpending = (record: Found): record is Spending => record !== undefined && 'settled' in record;

/** The limit is free again while the charge may still have happened. */
const releasedOnTimeout: Mutant = {
  name: 'limit released on timeout',
  noticedBy: ['INV-25', 'INV-23'],
  storage: deciding(isAny, (change, found) => {
    const unsure = change.writes.flatMap((one) =>
      one.kind === 'deduction' && one.to.status === 'unknown' ? [one.to] : [],
    )[0];
    const book = Object.values(found).find(isSpending);
    if (unsure === undefined || book === undefined) return change;
    const to = { ...book, open: book.open.filter((line) => line.deduction !== unsure.id) };
    const write = { kind: 'spending', key: `${unsure.organization}/${unsure.outUserId}`, to } as const;
    return { ...change, writes: [...change.writes.filter(({ kind }) => kind !== 'spending'), write] };
  }),
};

/** What is settled is booked on the day of a clock in Greenwich: wrong until eight in the morning. */
const dayInUtc: Mutant = {
  name: 'a day that begins at eight',
  noticedBy: ['INV-26', 'INV-23'],
  suits: ({ world, healAt }) => beijingHour(world.startAt) > beijingHour(world.startAt + healAt),
  storage: deciding(isAny, (change) => {
    const paid = change.writes.flatMap((one) => (one.kind === 'deduction' && one.to.paidAt ? [one.to.paidAt] : []))[0];
    const day = paid === undefined ? '' : utcDay(paid + 8 * 3_600_000);
    return {
      ...change,
      writes: change.writes.map((one) =>
        one.kind === 'spending' && paid !== undefined
          ? {
              ...one,
              to: {
                ...one.to,
                settled: one.to.settled.map((line) => (line.day === day ? { ...line, day: utcDay(paid) } : line)),
              },
            }
          : one,
      ),
    };
  }),
};
const utcDay = (at: number): BeijingDay => new Date(at).toISOString().slice(0, 10) as BeijingDay;
const beijingHour = (at: number): number => new Date(at + 8 * 3_600_000).getUTCHours();

/** Some of what is set aside is not seen, and kept all the same. */
const overlooking = (isSeen: (day: BeijingDay) => boolean) => (storage: Storage) =>
  seeing(isReservation, (record) =>
    isSpending(record) ? { ...record, open: record.open.filter(({ day }) => isSeen(day)) } : record,
  )(
    deciding(isReservation, (change, found) => {
      const unseen = Object.values(found)
        .find(isSpending)
        ?.open.filter(({ day }) => !isSeen(day));
      return {
        ...change,
        writes: change.writes.map((one) =>
          one.kind === 'spending' ? { ...one, to: { ...one.to, open: [...(unseen ?? []), ...one.to.open] } } : one,
        ),
      };
    })(storage),
  );

const onlyPaidCounts: Mutant = {
  name: 'only what is paid counts',
  noticedBy: ['INV-23', 'INV-24'],
  suits: ({ world, ops }) => !world.testMerchant && ops.some(attackedBy('rush')),
  storage: overlooking(() => false),
};

/** What was set aside before midnight is yesterday's. */
const midnightForgets: Mutant = {
  name: 'what is in flight over midnight counts on the old day alone',
  noticedBy: ['INV-23', 'INV-24', 'INV-26'],
  suits: ({ world, ops }) =>
    !world.testMerchant && ops.some((op) => attackedBy('rush')(op) && beijingHour(world.startAt + op.at) === 23),
  storage: (storage, { clock }) => overlooking((day) => day === utcDay(clock.now() + 8 * 3_600_000))(storage),
};

const testMerchantUnlimited: Mutant = {
  name: 'a test merchant is one like any other',
  noticedBy: ['INV-28', 'INV-25'],
  suits: ({ world }) => world.testMerchant,
  storage: seeing(isAny, (record) =>
    record !== undefined && 'testMerchant' in record ? { ...record, testMerchant: false } : record,
  ),
};

const checkedWithoutLock: Mutant = {
  name: 'limits are checked first, and written later',
  noticedBy: ['INV-23', 'INV-25', 'INV-29', 'INV-31'],
  needs: attackedBy('rush'),
  storage: (storage, { life }) => unlocked(isReservation, life)(storage),
};

/** Whoever asks for more than WeChat allows is told that it is done. */
const aboveThePlatform: Mutant = {
  name: 'a limit above the platform is taken',
  noticedBy: ['BAD-61'],
  needs: attackedBy('tenants'),
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return request.method === 'PUT' && request.target.endsWith('/limits') && answer.status === 422
      ? { ...answer, status: 200 }
      : answer;
  },
};

/** How much on which day: INV-23 to INV-29, BAD-61. */
export const ofLimits: readonly Mutant[] = [
  releasedOnTimeout,
  dayInUtc,
  onlyPaidCounts,
  midnightForgets,
  testMerchantUnlimited,
  checkedWithoutLock,
  aboveThePlatform,
];
