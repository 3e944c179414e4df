import { belowFloor, floors } from '../floors.ts';
import type { Tally } from './tally.ts';

/** What a long enough run must have met (INV-103), in proportion to the lunches it played. */
export interface Sometimes {
  readonly listed: number;
  readonly seen: number;
  /** Never met, whatever the floor. */
  readonly unseen: readonly string[];
  /** Fewer than the floor; empty where the run was too short to tell. */
  readonly missing: readonly string[];
  readonly isJudged: boolean;
}

/** The floors are per hundred lunches; fewer say nothing about what is rare. */
const lunchesToTell = 100;

export const sometimesOf = ({ counts, lunches }: Pick<Tally, 'counts' | 'lunches'>): Sometimes => {
  const listed = Object.keys(floors);
  const unseen = listed.filter((what) => !counts.has(what));
  const isJudged = lunches >= lunchesToTell;
  return {
    listed: listed.length,
    seen: listed.length - unseen.length,
    unseen,
    missing: isJudged ? belowFloor(counts, lunches / 100) : [],
    isJudged,
  };
};
