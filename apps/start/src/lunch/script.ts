import type { BeijingDay } from '@facepay/domain';
import type { Act, Scene, Time } from './scene.ts';

export interface ActOf {
  readonly title: string;
  readonly act: Act;
}

/** What happens at one time, scene by scene. */
export const actsAt = (scenes: readonly Scene[], time: Time): readonly ActOf[] =>
  scenes.flatMap(({ title, acts }) => acts.filter(({ at }) => at === time).map((act) => ({ title, act })));

/** Which picture the camera takes first: another one of everybody for a week of days, and then the same again. */
export const captureSeedOf = (day: BeijingDay, mealsBefore: number): number =>
  (Number(day.slice(-2)) % 7) * 10_000 + mealsBefore * 10;
