import { type Instant, msBetween, second } from '@facepay/domain';

export interface PaceSettings {
  /** Never more than so many in any second, whatever happened. */
  readonly perSecondMax: number;
  /** After WeChat could not be reached, or answered with 5xx: so many in the first second, doubled with each good one. */
  readonly perSecondAfterOutage: number;
}
export const defaultPace: PaceSettings = { perSecondMax: 200, perSecondAfterOutage: 5 };

/** What one piece of work tells of WeChat; most of what is not about a request of ours tells nothing. */
export type Heard = 'well' | 'too-fast' | 'away';

/**
 * How fast one worker may go (INV-34): below the configured rate always, after an outage slowly first and then faster, halved
 * at 429, and not at the same moment as the other workers. Without a port: time and chance are handed in.
 */
export interface Pace {
  /** So many pieces may begin now. */
  readonly allowed: (now: Instant) => number;
  readonly begun: (now: Instant, count: number) => void;
  readonly heard: (now: Instant, what: Heard) => void;
}

/** `chance`: from 0 to 1, 1 excluded; spreads workers that meet the same trouble. */
export const createPace = ({ perSecondMax, perSecondAfterOutage }: PaceSettings, chance: () => number): Pace => {
  let rate = perSecondMax;
  let changedAt: Instant | undefined;
  let restsUntil: number | undefined;
  let recent: readonly { readonly at: Instant; readonly count: number }[] = [];

  /** A rate holds for a second before it changes again: one burst of 64 answers is one piece of news. */
  const isFresh = (now: Instant): boolean =>
    changedAt !== undefined && now >= changedAt && msBetween(changedAt, now) < second;
  const change = (now: Instant, to: number): void => {
    rate = Math.min(perSecondMax, Math.max(1, Math.floor(to)));
    changedAt = now;
  };
  const slower = (now: Instant, to: number): void => {
    change(now, to);
    restsUntil = now + Math.floor(chance() * second);
  };

  return {
    allowed: (now) => {
      if (restsUntil !== undefined && now < restsUntil && restsUntil - now <= second) return 0;
      recent = recent.filter(({ at }) => at <= now && msBetween(at, now) < second);
      return Math.max(0, rate - recent.reduce((sum, { count }) => sum + count, 0));
    },
    begun: (now, count) => {
      if (count > 0) recent = [...recent, { at: now, count }];
    },
    heard: (now, what) => {
      switch (what) {
        case 'away':
          if (rate > perSecondAfterOutage) slower(now, perSecondAfterOutage);
          else changedAt = now; // still away: no faster for another second
          return;
        case 'too-fast':
          if (!isFresh(now)) slower(now, rate / 2);
          return;
        case 'well':
          if (rate < perSecondMax && !isFresh(now)) change(now, rate * 2);
          return;
      }
    },
  };
};
