import { beijingDay } from '../beijing-time.ts';

/** A compact Beijing time (`payscore-wire.md` §3.5): the instants it begins and ends at, the same for 14 digits. */
export interface CompactTime {
  readonly digits: 8 | 14;
  readonly startAt: number;
  readonly endAt: number;
}

const beijingOffsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** `yyyyMMdd` or `yyyyMMddHHmmss`; undefined for anything else, also for days and hours that do not exist. */
export const readCompactTime = (text: string): CompactTime | undefined => {
  const found = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - beijingOffsetMs;
  if (Number.isNaN(at) || compactTime(at) !== text.padEnd(14, '0')) return undefined;
  return text.length === 8
    ? { digits: 8, startAt: at, endAt: at + dayMs - 1000 }
    : { digits: 14, startAt: at, endAt: at };
};

/** `yyyyMMddHHmmss` in Beijing. */
export const compactTime = (at: number): string =>
  new Date(at + beijingOffsetMs).toISOString().slice(0, 19).replaceAll(/\D/g, '');

/** The second that an instant lies in. */
export const secondOf = (at: number): number => Math.floor(at / 1000) * 1000;

/** First instant of the Beijing day that an instant lies in. */
export const dayStartOf = (at: number): number => Date.parse(`${beijingDay(at)}T00:00:00+08:00`);
