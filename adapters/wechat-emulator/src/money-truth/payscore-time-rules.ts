import { charactersOf } from './characters.ts';
import type { PayscoreOrder, PayscoreTimeRange } from './payscore-order.ts';
import { outOfRange, type PayscoreRefusal, refusals } from './payscore-refusal.ts';
import { type CompactTime, dayStartOf, readCompactTime, secondOf } from './payscore-time.ts';

const onAccept = 'OnAccept';
const minuteMs = 60_000;

const bad = { start: outOfRange('time_range.start_time'), end: outOfRange('time_range.end_time') };

const remarksFault = ({ start_time_remark: start, end_time_remark: end }: PayscoreTimeRange) => {
  if (charactersOf(start ?? '') > 20) return outOfRange('time_range.start_time_remark');
  return charactersOf(end ?? '') > 50 ? outOfRange('time_range.end_time_remark') : undefined;
};

/** The times of a create (`payscore-wire.md` §3.5): in days, a day counts from its first second to its last. */
export const createTimeFault = (range: PayscoreTimeRange, now: number): PayscoreRefusal | undefined => {
  const { start_time: startText, end_time: endText } = range;
  if (startText === undefined) return bad.start;
  const start = startText === onAccept ? undefined : readCompactTime(startText);
  if (startText !== onAccept) {
    if (start === undefined) return bad.start;
    const early = start.digits === 14 ? start.startAt <= now : start.startAt < dayStartOf(now);
    if (early) return refusals.startTooEarly;
  }
  if (endText === undefined) return remarksFault(range);
  const end = readCompactTime(endText);
  if (end === undefined) return bad.end;
  if (start !== undefined && start.digits !== end.digits) return refusals.precision;
  return estimatedEndFault(start, end, now) ?? remarksFault(range);
};

const estimatedEndFault = (
  start: CompactTime | undefined,
  end: CompactTime,
  now: number,
): PayscoreRefusal | undefined => {
  if (end.digits === 8)
    return end.startAt < dayStartOf(now) || (start !== undefined && end.startAt < start.startAt)
      ? refusals.endTooEarly
      : undefined;
  return end.endAt <= now + minuteMs || (start !== undefined && end.endAt <= start.startAt)
    ? refusals.endTooEarly
    : undefined;
};

/** The times of a complete, against those of the create (§3.5). An estimated end that is not given again stands. */
export const completeTimeFault = (
  order: PayscoreOrder,
  given: PayscoreTimeRange | undefined,
  now: number,
): PayscoreRefusal | undefined => {
  const created = order.timeRange;
  const digits = created.start_time === onAccept ? 14 : (created.start_time ?? '').length;
  if (given?.end_time === undefined && created.end_time === undefined) return refusals.endMissing;
  const startText = given?.start_time ?? created.start_time;
  const accepted = secondOf(order.confirmedAt ?? order.createdAt);
  const start =
    startText === onAccept || startText === undefined
      ? ({ digits: 14, startAt: accepted, endAt: accepted } satisfies CompactTime)
      : readCompactTime(startText);
  if (start === undefined) return bad.start;
  if (start.digits !== digits) return refusals.precision;
  const moved = given?.start_time !== undefined && given.start_time !== created.start_time;
  if (moved && startMoved(order, start, now)) return refusals.startMoved;
  if (given?.end_time === undefined) {
    const planned = moved ? readCompactTime(created.end_time ?? '') : undefined;
    if (planned !== undefined && planned.endAt <= start.startAt) return refusals.endBeforeStart;
    return given === undefined ? undefined : remarksFault(given);
  }
  const end = readCompactTime(given.end_time);
  if (end === undefined) return bad.end;
  if (end.digits !== digits) return refusals.precision;
  if (end.endAt <= start.startAt) return refusals.endBeforeStart;
  if (end.digits === 14 ? end.endAt > now : end.startAt > now) return refusals.endInFuture;
  return remarksFault(given);
};

const startMoved = ({ createdAt }: PayscoreOrder, { digits, startAt }: CompactTime, now: number): boolean =>
  startAt < (digits === 8 ? dayStartOf(createdAt) : secondOf(createdAt)) || startAt > now;

/** When the service began, for the rules of sync. */
export const serviceStartOf = ({ timeRange, confirmedAt, createdAt }: PayscoreOrder): number =>
  readCompactTime(timeRange.start_time ?? '')?.startAt ?? confirmedAt ?? createdAt;
