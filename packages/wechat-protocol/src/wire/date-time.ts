/** RFC 3339 (`2018-06-08T10:34:56+08:00`, fraction and `Z` allowed) to epoch milliseconds; undefined if it is no such time. */
export const dateTimeToMs = (text: string): number | undefined => {
  const [, date, hour, minute, second, fraction = '', zone = ''] = pattern.exec(text) ?? [];
  if (date === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const dayMs = Date.parse(`${date}T00:00:00Z`);
  // Date.parse rolls 30 February over to March on some engines: the day must survive the round trip.
  if (Number.isNaN(dayMs) || !isoDate(dayMs).startsWith(date)) return undefined;
  const offsetMs = zoneMs(zone);
  if (offsetMs === undefined) return undefined;
  const fractionMs = Math.trunc(Number(`0${fraction}`) * 1000);
  return dayMs + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + fractionMs - offsetMs;
};

/** Epoch milliseconds to RFC 3339 in Beijing time, whole seconds: how WeChat Pay writes times. */
export const msToDateTime = (ms: number): string => `${isoDate(ms + beijingOffsetMs).slice(0, 19)}+08:00`;

const beijingOffsetMs = 8 * 3_600_000;
const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const isoDate = (ms: number): string => new Date(ms).toISOString();

const zoneMs = (zone: string): number | undefined => {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
};
