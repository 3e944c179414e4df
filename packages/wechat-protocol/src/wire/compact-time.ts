import { dateTimeToMs, msToDateTime } from './date-time.ts';

/** A time as Pay Score spells it, in Beijing: `yyyyMMddHHmmss`, or `yyyyMMdd` for a day (`payscore-wire.md` §3.5). */
export interface CompactTime {
  readonly precision: 'second' | 'day';
  /** Epoch milliseconds; of a day its first moment. */
  readonly ms: number;
}

/** Undefined if it is no such time: 13 digits, 29 February 2023, a 13th month (BAD-74). */
export const readCompactTime = (text: string): CompactTime | undefined => {
  const [, year, month, day, clock = ''] = pattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  const time = clock === '' ? '00:00:00' : `${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}`;
  const ms = dateTimeToMs(`${year}-${month}-${day}T${time}+08:00`);
  return ms === undefined ? undefined : { precision: clock === '' ? 'day' : 'second', ms };
};

/** Epoch milliseconds to 14 digits or, for a day, 8; what is less than a second is dropped. */
export const writeCompactTime = ({ precision, ms }: CompactTime): string =>
  msToDateTime(ms)
    .replaceAll(/[-T:]/gu, '')
    .slice(0, precision === 'day' ? 8 : 14);

const pattern = /^(\d{4})(\d{2})(\d{2})(\d{6})?$/u;
