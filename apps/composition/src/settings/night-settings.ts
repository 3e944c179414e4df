import { minute } from '@facepay/domain';
import type { Lookup } from './environment.ts';

interface Span {
  /** Minutes of the Beijing day. */
  readonly from: number;
  readonly to: number;
}
/** What happens when schools are closed: members are read again, people are left alone. */
export interface NightSettings {
  readonly sweepWindow: Span;
  readonly attentionEveryMs: number;
  /** Over midnight where `from` is the later one; equal: none. */
  readonly quietHours: Span;
}
export const readNightSettings = (lookup: Lookup): NightSettings => {
  const sweepWindow = readSpan(lookup, 'FACEPAY_SWEEP_WINDOW', '02:30-05:00');
  if (sweepWindow.from >= sweepWindow.to) lookup.complain('FACEPAY_SWEEP_WINDOW', 'begins before it ends');
  const every = lookup.optional('FACEPAY_ATTENTION_MINUTES') ?? '60';
  if (!/^[1-9]\d{0,3}$/u.test(every)) lookup.complain('FACEPAY_ATTENTION_MINUTES', 'is a number of minutes, 1 to 9999');
  const quiet = lookup.optional('FACEPAY_QUIET_HOURS') ?? '21:00-07:00';
  const quietHours = quiet === 'never' ? { from: 0, to: 0 } : readSpan(lookup, 'FACEPAY_QUIET_HOURS', quiet);
  return { sweepWindow, attentionEveryMs: Number(every) * minute, quietHours };
};

const readSpan = (lookup: Lookup, name: string, otherwise: string): Span => {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/u.exec(lookup.optional(name) ?? otherwise);
  if (parts === null) lookup.complain(name, 'is HH:MM-HH:MM in Beijing time');
  return { from: minutes(parts?.[1], parts?.[2]), to: minutes(parts?.[3], parts?.[4]) };
};

const minutes = (hours = '0', rest = '0'): number => Number(hours) * 60 + Number(rest);
