import { beforeAll, describe, expect, test } from 'vitest';
import { pupil } from '../test/counter-world.ts';
import { decideMatch, defaultMatchSettings, resolveTail } from './decide-match.ts';
import type { FaceFeature } from './face-feature.ts';
import { galleryOf } from './face-gallery.ts';
import type { FaceGallery } from './face-gallery.ts';
import { searchGallery } from './face-matcher.ts';
import { createSyntheticProvider } from './face-provider.ts';
import { mayLeaveOneAccountUnasked } from './sdk-version.ts';
import { createFaceWorld, twinSeedOf } from './synthetic-faces.ts';
import { dot } from './vectors.ts';

const world = createFaceWorld();
const provider = createSyntheticProvider(world);
const version = provider.modelVersion;
const enrolledCount = 1000;
let gallery: FaceGallery;
beforeAll(() => {
  gallery = galleryOf(
    provider,
    Array.from({ length: enrolledCount }, (_, faceSeed) => pupil(faceSeed)),
  );
});

const decide = (inGallery: FaceGallery, faceSeed: number, captureSeed = 1, settings = defaultMatchSettings) =>
  decideMatch(settings, inGallery, version, provider.embed({ type: 'face', faceSeed, captureSeed }));

const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
};

const twins = (faceSeed: number, more: Partial<FaceFeature>): readonly FaceFeature[] => [
  pupil(faceSeed, more),
  pupil(twinSeedOf(faceSeed), { phoneTail: '4321', ...more }),
];

describe('synthetic faces', () => {
  test('the same seeds give the same faces, and another world gives others', () => {
    expect(createFaceWorld().probeCapture(3, 4)).toEqual(world.probeCapture(3, 4));
    expect(dot(createFaceWorld('elsewhere').identity(3), world.identity(3))).toBeLessThan(0.6);
  });

  test('genuine and impostor scores spread as face-matching.md §3 publishes: .776 ± .091 and .040 ± .113', () => {
    const genuine = Array.from({ length: 500 }, (_, seed) =>
      dot(world.galleryCapture(seed), world.probeCapture(seed, 2)),
    );
    const impostor = Array.from({ length: 500 }, (_, seed) =>
      dot(world.galleryCapture(seed), world.probeCapture(seed + 1 + (seed % 7), 2)),
    );
    expect(spread(genuine).mean).toBeCloseTo(0.776, 1);
    expect(Math.abs(spread(genuine).deviation - 0.091)).toBeLessThan(0.02);
    expect(Math.abs(spread(impostor).mean - 0.04)).toBeLessThan(0.02);
    expect(Math.abs(spread(impostor).deviation - 0.113)).toBeLessThan(0.02);
  });
});

describe('open-set search among 1,000 faces', () => {
  test('rank 1 is exact: a plain loop over every row finds the same', () => {
    const enrolled = gallery.rows.map((row) => world.galleryCapture(row.faceSeed));
    for (let faceSeed = 0; faceSeed < 50; faceSeed += 1) {
      const probe = world.probeCapture(faceSeed, 5);
      const scores = enrolled.map((vector) => dot(vector, probe));
      const best = scores.indexOf(Math.max(...scores));
      const [first, second] = searchGallery(gallery, probe, 2);
      expect(first?.row.faceSeed).toBe(best);
      expect(first?.score).toBeCloseTo(scores[best] ?? 0, 5);
      expect(second?.score).toBeLessThanOrEqual(first?.score ?? 0);
    }
  });

  test('at T = .60 the enrolled are found and never taken for another, strangers are rejected', () => {
    let [missed, mistaken, asked, admitted] = [0, 0, 0, 0];
    for (let faceSeed = 0; faceSeed < enrolledCount; faceSeed += 1) {
      const decision = decide(gallery, faceSeed);
      if (decision.type === 'unknown') missed += 1;
      if (decision.type === 'ask-tail') asked += 1;
      if (decision.type === 'accept' && decision.row.faceSeed !== faceSeed) mistaken += 1;
      if (decide(gallery, enrolledCount + faceSeed).type !== 'unknown') admitted += 1;
    }
    expect(missed).toBeLessThanOrEqual(60);
    expect(asked).toBeLessThanOrEqual(20);
    expect(mistaken).toBe(0);
    expect(admitted).toBeLessThanOrEqual(5);
  });
});

describe('look-alikes', () => {
  test('flagged twins are never accepted silently, in 1,000 probes', () => {
    const flagged = galleryOf(
      provider,
      [0, 1, 2, 3, 4].flatMap((seed) => twins(seed, { lookAlike: true })),
    );
    let silent = 0;
    for (let probe = 0; probe < 1000; probe += 1) {
      const seed = probe % 5;
      if (decide(flagged, probe % 2 === 0 ? seed : twinSeedOf(seed), probe).type === 'accept') silent += 1;
    }
    expect(silent).toBe(0);
  });

  test('the tail names the twin at the counter; the sibling is not taken for it', () => {
    const flagged = galleryOf(provider, twins(3, { lookAlike: true }));
    const decision = decide(flagged, twinSeedOf(3), 1);
    if (decision.type !== 'ask-tail') throw new Error(decision.type);
    expect(resolveTail(decision.candidates, '4321')).toMatchObject({ right: { faceSeed: twinSeedOf(3) } });
    expect(resolveTail(decision.candidates, '0000')).toEqual({ _tag: 'Left', left: 'nobody' });
  });

  test('equal tails are refused, not guessed between', () => {
    const same = galleryOf(provider, twins(3, { lookAlike: true, phoneTail: '4321' }));
    const decision = decide(same, 3);
    if (decision.type !== 'ask-tail') throw new Error(decision.type);
    expect(resolveTail(decision.candidates, '4321')).toEqual({ _tag: 'Left', left: 'several' });
  });

  test('one phone and one account are not asked from SDK 2.21 on, and are asked before (seed FAQ 1.19)', () => {
    const family = galleryOf(provider, twins(3, { lookAlike: true, phoneTail: '4321', payerOpenid: 'mother' }));
    expect(decide(family, 3)).toMatchObject({ type: 'accept', row: { faceSeed: 3 } });
    expect(decide(family, 3, 1, { ...defaultMatchSettings, sameAccountUnasked: false }).type).toBe('ask-tail');
    expect(['2.13', '2.20.9', '2.21', '2.32.300', '3.0'].map(mayLeaveOneAccountUnasked)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test('a gallery of another model is not compared', () => {
    expect(
      decideMatch(
        defaultMatchSettings,
        { ...gallery, modelVersion: 'other' },
        version,
        provider.embed({ type: 'face', faceSeed: 1, captureSeed: 1 }),
      ),
    ).toEqual({ type: 'model-version-differs' });
  });
});

test('a distribution forgets who is absent and keeps what is unchanged', () => {
  const before = galleryOf(provider, [pupil(1), pupil(2), pupil(3)]);
  const after = galleryOf(provider, [pupil(3), pupil(4)], before);
  expect(after.rows.map(({ faceSeed }) => faceSeed)).toEqual([3, 4]);
  expect(decide(after, 1).type).toBe('unknown');
  expect(decide(after, 3)).toMatchObject({ type: 'accept', row: { faceSeed: 3 } });
  expect(decide(after, 4)).toMatchObject({ type: 'accept', row: { faceSeed: 4 } });
});
