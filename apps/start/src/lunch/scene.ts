import type { Pupil } from '../cast/pupil.ts';
import type { CounterNo } from '../cast/school.ts';
import type { Word } from '../judge/words.ts';
import type { World } from '../world/open-world.ts';

/** When something happens; everything at one time is over before the next begins. */
export const times = ['11:20', '11:30', '11:40', '11:50', '12:00', '12:15'] as const;
export type Time = (typeof times)[number];

/** One person steps up, and what must become of it. Nobody of the cast is a stranger. */
export interface Meal {
  readonly pupil?: Pupil;
  readonly counter: CounterNo;
  readonly amountFen: number;
  readonly expect: Word;
}

export interface Act {
  readonly at: Time;
  /** For whoever watches. */
  readonly tells?: string;
  /** What happens to the world first. */
  readonly prepare?: (world: World) => Promise<void>;
  readonly meals?: readonly Meal[];
}

/** Something that happens at lunch, told by itself; the scenes of one lunch run side by side. */
export interface Scene {
  readonly title: string;
  readonly story: string;
  readonly acts: readonly Act[];
}
