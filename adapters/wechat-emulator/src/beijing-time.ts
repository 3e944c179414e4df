const beijingOffsetMs = 8 * 3_600_000;

/** Civil date in Beijing (UTC+8, no daylight saving), `yyyy-mm-dd`. */
export const beijingDay = (at: number): string => new Date(at + beijingOffsetMs).toISOString().slice(0, 10);

/** RFC 3339 as WeChat writes it: whole seconds, `+08:00`. */
export const beijingTime = (at: number): string => `${new Date(at + beijingOffsetMs).toISOString().slice(0, 19)}+08:00`;
