import { createPrng } from './prng.ts';
import type { Prng } from './prng.ts';
import {
  combine,
  dimensions,
  drawUnit,
  orthogonalTo,
  powerLawSpectrum,
  shuffledCoordinates,
  toUnit,
} from './vectors.ts';
import type { Spectrum } from './vectors.ts';

/**
 * Faces without people: seeded 512-d unit vectors whose genuine and impostor scores spread like a real model's
 * (`face-matching.md` §3). The same seeds give the same faces everywhere.
 */
export interface FaceWorld {
  /** The true face of a seed. */
  readonly identity: (faceSeed: number) => Float32Array;
  /** The enrolment picture of a face: careful light, one per face. */
  readonly galleryCapture: (faceSeed: number) => Float32Array;
  /** What the counter's camera sees: another picture for each `captureSeed`, 3 % of them bad. */
  readonly probeCapture: (faceSeed: number, captureSeed: number) => Float32Array;
}

/** The seed of the identical twin of a face with a seed below 2³²; the seeds from 2³² up to 2³³ are those twins. */
export const twinSeedOf = (faceSeed: number): number => faceSeed + twinOffset;

export const createFaceWorld = (worldSeed = 'facepay'): FaceWorld => {
  const basis = createPrng(`${worldSeed}/basis`);
  const model: Model = {
    worldSeed,
    identitySpectrum: powerLawSpectrum(identityDimensions, shuffledCoordinates(basis)),
    captureSpectrum: powerLawSpectrum(captureDimensions, shuffledCoordinates(basis)),
    population: drawUnit(basis, isotropic),
    groups: Array.from({ length: groupCount }, () => drawUnit(basis, isotropic)),
  };
  const identity = (faceSeed: number): Float32Array => drawIdentity(model, faceSeed);
  return {
    identity,
    galleryCapture: (faceSeed) => {
      const prng = createPrng(`${worldSeed}/gallery/${faceSeed}`);
      return capture(model, prng, identity(faceSeed), 0.93 + 0.03 * prng.gaussian());
    },
    probeCapture: (faceSeed, captureSeed) => {
      const prng = createPrng(`${worldSeed}/probe/${faceSeed}/${captureSeed}`);
      const bad = prng.next() < badCaptureShare;
      const fidelity = bad ? 0.5 + 0.12 * prng.gaussian() : 0.84 + 0.07 * prng.gaussian();
      return capture(model, prng, identity(faceSeed), fidelity);
    },
  };
};

interface Model {
  readonly worldSeed: string;
  readonly identitySpectrum: Spectrum;
  readonly captureSpectrum: Spectrum;
  readonly population: Float32Array;
  readonly groups: readonly Float32Array[];
}

const twinOffset = 2 ** 32;
/** Sex × age band. */
const groupCount = 12;
const populationShare = 0.04;
const groupShare = 0.1;
/** Fitted to the published profile: impostor scores .040 ± .113. */
const identityDimensions = 40;
const captureDimensions = 25;
const badCaptureShare = 0.03;
const isotropic: Spectrum = new Float32Array(dimensions).fill(1);

const drawIdentity = (model: Model, faceSeed: number): Float32Array => {
  if (faceSeed >= twinOffset && faceSeed < 2 * twinOffset) return drawTwin(model, faceSeed - twinOffset);
  const prng = createPrng(`${model.worldSeed}/identity/${faceSeed}`);
  const group = model.groups[Math.floor(prng.next() * groupCount)] ?? model.population;
  const own = drawUnit(prng, model.identitySpectrum);
  return toUnit(
    combine(
      [Math.sqrt(populationShare), model.population],
      [Math.sqrt(groupShare), group],
      [Math.sqrt(1 - populationShare - groupShare), own],
    ),
  );
};

/** Identical twins: cosine .86 ± .05 between the true faces. */
const drawTwin = (model: Model, siblingSeed: number): Float32Array => {
  const sibling = drawIdentity(model, siblingSeed);
  const prng = createPrng(`${model.worldSeed}/twin/${siblingSeed}`);
  const likeness = clamp(0.86 + 0.05 * prng.gaussian());
  const difference = orthogonalTo(sibling, drawUnit(prng, model.identitySpectrum));
  return combine([likeness, sibling], [Math.sqrt(1 - likeness ** 2), difference]);
};

/** A picture keeps `fidelity` of the face; the rest is disturbance, which hits faces in few, shared directions. */
const capture = (model: Model, prng: Prng, face: Float32Array, fidelity: number): Float32Array => {
  const kept = clamp(fidelity);
  const disturbance = orthogonalTo(face, drawUnit(prng, model.captureSpectrum));
  return combine([kept, face], [Math.sqrt(1 - kept ** 2), disturbance]);
};

const clamp = (share: number): number => Math.min(0.999, Math.max(0, share));
