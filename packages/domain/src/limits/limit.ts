import type { Fen } from '../kernel/fen.ts';

/** 100 yuan a charge, 500 yuan a pupil and Beijing day (FAQ 5.7). */
export const platformSingleLimit = 10_000 as Fen;
export const platformDayLimit = 50_000 as Fen;
/** 1 yuan a day for the whole test merchant number; nothing raises it (FAQ 5.7, INV-28). */
export const testMerchantDayLimit = 100 as Fen;

/** `scene`: a day's limit of one kind of place, such as the shop. */
export type LimitName = 'single' | 'day' | 'scene' | 'test-merchant';
/** One limit that a charge would pass. Every breach is reported, not only the first. */
export interface Breach {
  readonly type: 'LimitExceeded';
  readonly limit: LimitName;
  readonly limitFen: Fen;
  /** Settled and reserved before this charge; 0 for the limit of a single charge. */
  readonly usedFen: Fen;
  readonly askedFen: Fen;
}
