import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { pupil } from '../test/counter-world.ts';
import { decideMatch, defaultMatchSettings, resolveTail } from './decide-match.ts';
import type { MatchDecision, MatchSettings } from './decide-match.ts';
import type { FaceFeature } from './face-feature.ts';
import { galleryOf } from './face-gallery.ts';
import type { FaceGallery } from './face-gallery.ts';
import { createSyntheticProvider } from './face-provider.ts';
import { createFaceWorld, twinSeedOf } from './synthetic-faces.ts';
import { combine, dimensions, toUnit } from './vectors.ts';

const provider = createSyntheticProvider(createFaceWorld());

/** Unit vectors at chosen cosines from the probe: what the rules do with scores, without luck. */
const axis = (index: number): Float32Array => {
  const vector = new Float32Array(dimensions);
  vector[index] = 1;
  return vector;
};
const probe = axis(0);
const atCosine = (cosine: number, away: number): Float32Array =>
  toUnit(combine([cosine, probe], [Math.sqrt(1 - cosine ** 2), axis(away)]));

type Row = Partial<FaceFeature> & { readonly cosine: number; readonly away?: number };
const galleryAt = (...rows: readonly Row[]): FaceGallery => {
  const gallery = galleryOf(
    provider,
    rows.map((row, index) => pupil(index + 1, row)),
  );
  const vectors = new Float32Array(gallery.vectors.length);
  for (const [index, { cosine, away = index + 1 }] of rows.entries())
    vectors.set(atCosine(cosine, away), index * dimensions);
  return { ...gallery, vectors };
};
const seen = (gallery: FaceGallery, settings: Partial<MatchSettings> = {}, more: object = {}): MatchDecision =>
  decideMatch({ ...defaultMatchSettings, ...settings }, gallery, provider.modelVersion, {
    vector: probe,
    faceWidthPx: 240,
    liveness: 1,
    ...more,
  });
const resolved = (decision: MatchDecision, tail: string): E.Either<string, string> => {
  if (decision.type !== 'ask-tail') throw new Error(decision.type);
  return E.map(({ outUserId }: { readonly outUserId: string }) => outUserId)(resolveTail(decision.candidates, tail));
};
const flagged = { lookAlike: true };
const mother = { payerOpenid: 'mother', phoneTail: '1111' };

describe('face-matching.md §2, row by row', () => {
  test.each([
    ['no face', undefined, 'no-face'],
    ['a face of 109 px', { faceWidthPx: 109 }, 'face-too-small'],
    ['a picture of a face', { liveness: 0.49 }, 'not-live'],
  ])('%s: again', (_, embedding, reason) => {
    const gallery = galleryAt({ cosine: 0.9 });
    const decision =
      embedding === undefined
        ? decideMatch(defaultMatchSettings, gallery, provider.modelVersion, undefined)
        : seen(gallery, {}, embedding);
    expect(decision).toEqual({ type: 'retry', reason });
  });

  test('a face of 110 px is wide enough', () => {
    expect(seen(galleryAt({ cosine: 0.9 }), {}, { faceWidthPx: 110 }).type).toBe('accept');
  });

  test('another model version is refused, however alike', () => {
    expect(seen({ ...galleryAt({ cosine: 1 }), modelVersion: 'other' })).toEqual({ type: 'model-version-differs' });
  });

  test.each([
    ['s1 below T: unknown', 0.59, 'unknown'],
    ['s1 above T: accepted', 0.61, 'accept'],
  ])('%s', (_, cosine, type) => {
    expect(seen(galleryAt({ cosine })).type).toBe(type);
  });

  test('T grows with the gallery, by steps that are a setting', () => {
    const thresholds = [
      { rowsMax: 1, threshold: 0.5 },
      { rowsMax: 2, threshold: 0.7 },
    ];
    const far = { cosine: 0.1 };
    expect(seen(galleryAt({ cosine: 0.6 }), { thresholds }).type).toBe('accept');
    expect(seen(galleryAt({ cosine: 0.6 }, far), { thresholds }).type).toBe('unknown');
    expect(seen(galleryAt({ cosine: 0.8 }, far), { thresholds }).type).toBe('accept');
    expect(seen(galleryAt({ cosine: 0.6 }, far, far), { thresholds }).type).toBe('unknown');
    expect(seen(galleryAt({ cosine: 0.99 }), { thresholds: [] }).type).toBe('unknown');
    expect(defaultMatchSettings.thresholds[0]).toEqual({ rowsMax: 20_000, threshold: 0.6 });
  });

  test.each([
    ['s1 − s2 below the margin: asked', 0.75, 'ask-tail'],
    ['s1 − s2 above it: accepted', 0.65, 'accept'],
  ])('%s', (_, second, type) => {
    expect(seen(galleryAt({ cosine: 0.8 }, { cosine: second })).type).toBe(type);
  });

  test('a flagged row always asks, also when nobody else is near: its twin may not be enrolled', () => {
    expect(seen(galleryAt({ cosine: 0.95, ...flagged }, { cosine: 0.1 })).type).toBe('ask-tail');
  });

  test('the tail of exactly one candidate inside the margin is accepted, of none or several refused', () => {
    const same = { phoneTail: '2222' };
    const asked = seen(galleryAt({ cosine: 0.8 }, { cosine: 0.78, ...same }, { cosine: 0.76, ...same }));
    expect(resolved(asked, '1001')).toEqual(E.right('pupil-1'));
    expect(resolved(asked, '2222')).toEqual(E.left('several'));
    expect(resolved(asked, '0000')).toEqual(E.left('nobody'));
  });

  test('somebody outside the margin is not accepted by the tail', () => {
    const asked = seen(galleryAt({ cosine: 0.8 }, { cosine: 0.78 }, { cosine: 0.65, phoneTail: '3333' }));
    expect(resolved(asked, '3333')).toEqual(E.left('nobody'));
  });
});

/** Two alike (.87), of whom this picture shows but the first well, and a bystander. */
const groupOf = (first: Partial<FaceFeature>, second: Partial<FaceFeature>): FaceGallery =>
  galleryAt(
    { cosine: 0.8, away: 9, ...flagged, ...first },
    { cosine: 0.4, away: 9, ...flagged, ...second },
    { cosine: 0.79, away: 5 },
  );

describe('the group of look-alikes', () => {
  test('the tail of a twin whom this picture does not show well names that twin', () => {
    expect(resolved(seen(groupOf({}, { phoneTail: '4444' })), '4444')).toEqual(E.right('pupil-2'));
  });

  test('a tail that two of a group have is refused, also when only one of them is seen', () => {
    expect(resolved(seen(groupOf({ phoneTail: '5555' }, { phoneTail: '5555' })), '5555')).toEqual(E.left('several'));
  });

  test('flagged faces that are not alike are of other groups', () => {
    const gallery = galleryAt({ cosine: 0.8, ...flagged }, { cosine: 0.1, ...flagged, phoneTail: '6666' });
    expect(resolved(seen(gallery), '6666')).toEqual(E.left('nobody'));
  });
});

describe('k12-wire.md §10.3: one phone and one account (seed FAQ 1.19)', () => {
  const family = galleryAt({ cosine: 0.8, ...flagged, ...mother }, { cosine: 0.78, ...flagged, ...mother });

  test('from 2.21 on: not asked, and the best match is taken', () => {
    expect(seen(family)).toMatchObject({ type: 'accept', row: { outUserId: 'pupil-1' } });
  });

  test('before: asked, and as both have that tail, refused', () => {
    expect(resolved(seen(family, { sameAccountUnasked: false }), '1111')).toEqual(E.left('several'));
  });

  test.each([
    ['another account', { ...mother, payerOpenid: 'father' }],
    ['another phone', { ...mother, phoneTail: '7777' }],
  ])('%s: asked', (_, second) => {
    expect(seen(galleryAt({ cosine: 0.8, ...mother }, { cosine: 0.78, ...second })).type).toBe('ask-tail');
  });

  test('a third child near them, of other parents: asked', () => {
    expect(seen(galleryAt({ cosine: 0.8, ...mother }, { cosine: 0.78, ...mother }, { cosine: 0.77 })).type).toBe(
      'ask-tail',
    );
  });
});

test('twins of the synthetic world are found to be one group, in every pair that is recognised', () => {
  const answers: unknown[] = [];
  for (let seed = 0; seed < 200; seed += 1) {
    const same = { ...flagged, phoneTail: '8888' };
    const gallery = galleryOf(provider, [
      pupil(seed, same),
      pupil(twinSeedOf(seed), { ...same, payerOpenid: 'other' }),
    ]);
    const picture = provider.embed({ type: 'face', faceSeed: seed, captureSeed: 3 });
    const decision = decideMatch(defaultMatchSettings, gallery, provider.modelVersion, picture);
    if (decision.type !== 'unknown') answers.push(resolved(decision, '8888'));
  }
  expect(answers.length).toBeGreaterThan(180);
  for (const answer of answers) expect(answer).toEqual(E.left('several'));
});
