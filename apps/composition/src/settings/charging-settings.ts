import { Fen, minute, type OwnLimits, platformDayLimit, platformSingleLimit } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Lookup } from './environment.ts';

/** What the service provider decides for all its organizations. */
export interface ChargingSettings {
  /** A first request later than this after the sale waits for a window (INV-33). */
  readonly firstWithinMs: number;
  /** Never above the platform's (INV-24, FAQ 5.7). */
  readonly merchantLimits?: OwnLimits;
  /** Deductions that one worker takes up in any second (INV-34). */
  readonly perSecondMax: number;
}
export const readChargingSettings = (lookup: Lookup): ChargingSettings => {
  const minutes = lookup.optional('FACEPAY_FIRST_CHARGE_MINUTES') ?? '120';
  if (!/^(?:0|[1-9]\d{0,3})$/u.test(minutes) || Number(minutes) > 1440)
    lookup.complain('FACEPAY_FIRST_CHARGE_MINUTES', 'is a number of minutes, 0 to 1440');
  const single = readLimit(lookup, 'FACEPAY_LIMIT_SINGLE_FEN', platformSingleLimit);
  const day = readLimit(lookup, 'FACEPAY_LIMIT_DAY_FEN', platformDayLimit);
  const merchantLimits = { ...(single === undefined ? {} : { single }), ...(day === undefined ? {} : { day }) };
  const perSecond = lookup.optional('FACEPAY_DEDUCTIONS_PER_SECOND') ?? '200';
  if (!/^[1-9]\d{0,4}$/u.test(perSecond)) lookup.complain('FACEPAY_DEDUCTIONS_PER_SECOND', 'is a number, 1 to 99999');
  return {
    perSecondMax: Number(perSecond),
    firstWithinMs: Number(minutes) * minute,
    ...(Object.keys(merchantLimits).length === 0 ? {} : { merchantLimits }),
  };
};

const readLimit = (lookup: Lookup, name: string, max: Fen): Fen | undefined => {
  const text = lookup.optional(name);
  if (text === undefined) return undefined;
  const limit = /^[1-9]\d{0,5}$/u.test(text) ? Fen.of(Number(text)) : undefined;
  if (limit !== undefined && E.isRight(limit) && limit.right <= max) return limit.right;
  lookup.complain(name, `is a number of fen, 1 to ${max}: the platform's own limit`);
  return undefined;
};
