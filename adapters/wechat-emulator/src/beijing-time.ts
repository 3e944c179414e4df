const beijingOffsetMs = 8 * 3_600_000;

/** Civil date in Beijing (UTC+8, no daylight saving), `yyyy-mm-dd`. */
export const beijingDay = (at: number): string => new Date(at + beijingOffsetMs).toISOString().slice(0, 10);

/** Days since 1970 in Beijing: the same for two instants exactly where their civil dates are. */
export const beijingDayNumber = (at: number): number => Math.floor((at + beijingOffsetMs) / 86_400_000);

/** RFC 3339 as WeChat writes it: whole seconds, `+08:00`. */
export const beijingTime = (at: number): string => `${new Date(at + beijingOffsetMs).toISOString().slice(0, 19)}+08:00`;
