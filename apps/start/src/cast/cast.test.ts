import {
  createFaceWorld,
  createSyntheticProvider,
  decideMatch,
  defaultMatchSettings,
  galleryOf,
  type MatchDecision,
  resolveTail,
} from '@facepay/device-emulator';
import { dayOf, daysAfter, Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { type Meal, times } from '../lunch/scene.ts';
import { actsAt, captureSeedOf } from '../lunch/script.ts';
import { scenes } from '../scenes/all-scenes.ts';
import { pupils, strangerFaceSeed } from './cast.ts';
import { phoneTailOf } from './pupil.ts';

const provider = createSyntheticProvider(createFaceWorld());
const gallery = galleryOf(
  provider,
  pupils.map((pupil) => ({
    userId: pupil.outUserId,
    outUserId: pupil.outUserId,
    name: pupil.name,
    classOrPost: pupil.className,
    status: 'NORMAL',
    faceSeed: pupil.faceSeed,
    lookAlike: pupil.lookAlike,
    phoneTail: phoneTailOf(pupil),
    payerOpenid: pupil.openid,
  })),
);
const look = ({ pupil }: Meal, captureSeed: number): MatchDecision =>
  decideMatch(
    defaultMatchSettings,
    gallery,
    provider.modelVersion,
    provider.embed({ type: 'face', faceSeed: pupil?.faceSeed ?? strangerFaceSeed, captureSeed }),
  );
const meals = times.flatMap((time) => actsAt(scenes, time)).flatMap(({ act }) => act.meals ?? []);

describe('the cast', () => {
  test('at least 40 pupils, each one a person of their own, and each one eats', () => {
    expect(pupils.length).toBeGreaterThanOrEqual(40);
    for (const of of ['outUserId', 'name', 'phone', 'openid', 'faceSeed'] as const)
      expect(new Set(pupils.map((pupil) => pupil[of])).size).toBe(pupils.length);
    expect(new Set(pupils.map(phoneTailOf)).size).toBe(pupils.length);
    expect(pupils.filter((pupil) => !meals.some((meal) => meal.pupil === pupil))).toEqual([]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'in the pictures of day %i of a week everybody is recognised within five, only twins are asked, the stranger is nobody',
    (days) => {
      const day = daysAfter(dayOf(Instant.of(0)), days);
      const named = meals.map((meal, index) => {
        const first = captureSeedOf(day, index);
        const seen = [0, 1, 2, 3, 4].map((picture) => look(meal, first + picture));
        return namedBy(
          seen.find(({ type }) => type !== 'unknown'),
          meal,
        );
      });
      expect(named).toEqual(meals.map(({ pupil }) => pupil?.outUserId ?? 'nobody'));
    },
  );
});

const namedBy = (decision: MatchDecision | undefined, { pupil }: Meal): string => {
  if (decision === undefined) return 'nobody';
  const twin = pupil?.role === 'twin';
  if (decision.type === 'accept' && !twin) return decision.row.outUserId;
  if (decision.type !== 'ask-tail' || !twin) return decision.type;
  const row = resolveTail(decision.candidates, phoneTailOf(pupil));
  return E.isRight(row) ? row.right.outUserId : row.left;
};
