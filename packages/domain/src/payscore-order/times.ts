import { dayOf, parseBeijingDay, startOf } from '../kernel/civil-date.ts';
import { hour, Instant, later, minute, second } from '../kernel/instant.ts';
import { broken, type Check, firstBroken, unless } from './broken.ts';
import { checkText } from './texts.ts';
import type { PayscoreTimes } from './wish.ts';

/** WeChat's compact time, Beijing: 8 digits are a day, 14 a second (`payscore-wire.md` §3.5). */
export interface CompactTime {
  readonly digits: 8 | 14;
  /** Of a day its first moment. */
  readonly at: Instant;
}
/** A real time of the calendar, or nothing: 30 February, hour 24 and second 60 are nothing (BAD-74). */
export const parseCompact = (text: string): CompactTime | undefined => {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/u.exec(text);
  const day = parts === null ? undefined : parseBeijingDay(`${parts[1]}-${parts[2]}-${parts[3]}`);
  if (parts === null || day === undefined) return undefined;
  if (parts[4] === undefined) return { digits: 8, at: startOf(day) };
  const [hours, minutes, seconds] = [Number(parts[4]), Number(parts[5]), Number(parts[6])];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return { digits: 14, at: later(startOf(day), hours * hour + minutes * minute + seconds * second) };
};
/** 14 digits in Beijing; parts of a second are dropped. */
export const toCompact = (at: Instant): string => {
  const day = dayOf(at);
  const seconds = Math.floor((at - startOf(day)) / second);
  return `${day.replaceAll('-', '')}${two(Math.floor(seconds / 3600))}${two(Math.floor(seconds / 60) % 60)}${two(seconds % 60)}`;
};

/** Of a create, called at `now`. A service that begins when the user confirms is told to the second. */
export const checkPlannedTimes = ({ start, end, ...remarks }: PayscoreTimes, now: Instant): Check => {
  const from = start === 'OnAccept' ? undefined : parseCompact(start);
  const to = end === undefined ? undefined : parseCompact(end);
  const digits = from?.digits ?? 14;
  return firstBroken(
    () => unless(start === 'OnAccept' || from !== undefined, 'times.start', 'time-form'),
    () => unless(end === undefined || to !== undefined, 'times.end', 'time-form'),
    () => unless(to === undefined || to.digits === digits, 'times.end', 'time-precision'),
    () => unless(from === undefined || isAhead(from, now), 'times.start', 'start-too-early'),
    () => {
      if (to === undefined) return undefined;
      const after = from === undefined || (digits === 8 ? to.at >= from.at : to.at > from.at);
      return unless(after && isAhead(to, later(now, digits === 8 ? 0 : minute)), 'times.end', 'end-too-early');
    },
    () => checkRemarks(remarks),
  );
};

/** Of a complete, called at `now`; `createdAt`: when the create was. What is not sent stays as it was planned. */
export const checkActualTimes = (
  actual: Partial<PayscoreTimes>,
  planned: PayscoreTimes,
  { createdAt, now }: { readonly createdAt: Instant; readonly now: Instant },
): Check => {
  const { start, end, ...remarks } = actual;
  const digits = planned.start === 'OnAccept' ? 14 : (parseCompact(planned.start)?.digits ?? 14);
  const from = start === undefined ? undefined : parseCompact(start);
  const to = end === undefined ? undefined : parseCompact(end);
  // When it was accepted is WeChat's to know; not before it was created.
  const accepted: CompactTime = { digits: 14, at: wholeSecond(createdAt) };
  const begun = from ?? (planned.start === 'OnAccept' ? accepted : parseCompact(planned.start));
  return firstBroken(
    () => (end === undefined && planned.end === undefined ? broken('times.end', 'end-missing') : undefined),
    () => unless(start === undefined || from !== undefined, 'times.start', 'time-form'),
    () => unless(end === undefined || to !== undefined, 'times.end', 'time-form'),
    () => unless(from === undefined || from.digits === digits, 'times.start', 'time-precision'),
    () => unless(to === undefined || to.digits === digits, 'times.end', 'time-precision'),
    () => unless(from === undefined || isBetween(from, createdAt, now), 'times.start', 'start-changed-range'),
    () => unless(to === undefined || to.at <= now, 'times.end', 'end-in-future'), // of a day: today is fine
    () => {
      // A changed start without an end of its own is held against the end that was planned.
      const finish = to ?? (from === undefined ? undefined : parseCompact(planned.end ?? ''));
      if (finish === undefined || begun === undefined) return undefined;
      return unless(digits === 8 ? begun.at <= finish.at : begun.at < finish.at, 'times.end', 'end-too-early');
    },
    () => checkRemarks(remarks),
  );
};

/** Of a sync: after the service began and was completed, not in the future (§4.6). */
export const checkPaidTime = (
  text: string,
  { start, completedAt, now }: { readonly start: string; readonly completedAt: Instant; readonly now: Instant },
): Check => {
  const paid = parseCompact(text);
  if (paid?.digits !== 14) return broken('paidTime', 'paid-time-form');
  const begun = parseCompact(start)?.at ?? completedAt; // once it was accepted, which was before the completion
  return unless(paid.at > begun && paid.at > completedAt && paid.at <= now, 'paidTime', 'paid-time-range');
};

const two = (n: number): string => String(n).padStart(2, '0');
const isAhead = ({ digits, at }: CompactTime, now: Instant): boolean =>
  digits === 8 ? at >= startOf(dayOf(now)) : at > now;
const isBetween = ({ digits, at }: CompactTime, first: Instant, last: Instant): boolean =>
  at >= (digits === 8 ? startOf(dayOf(first)) : wholeSecond(first)) && at <= last;
const wholeSecond = (at: Instant): Instant => Instant.of(Math.floor(at / second) * second);

const checkRemarks = ({ startRemark, endRemark }: Omit<PayscoreTimes, 'start' | 'end'>): Check =>
  firstBroken(
    () => checkText('times.startRemark', startRemark, 20, 'remark-length'),
    () => checkText('times.endRemark', endRemark, 20, 'remark-length'),
  );
