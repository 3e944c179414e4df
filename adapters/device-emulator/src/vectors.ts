import type { Prng } from './prng.ts';

/** Length of a face embedding. */
export const dimensions = 512;

export const dot = (left: Float32Array, right: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
};

/** Σ weightᵢ · vectorᵢ. */
export const combine = (...parts: readonly (readonly [weight: number, vector: Float32Array])[]): Float32Array => {
  const sum = new Float32Array(dimensions);
  for (const [weight, vector] of parts)
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
  return sum;
};

export const toUnit = (vector: Float32Array): Float32Array => {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
};

/** The unit vector along the part of `vector` that is orthogonal to the unit vector `axis`. */
export const orthogonalTo = (axis: Float32Array, vector: Float32Array): Float32Array =>
  toUnit(combine([1, vector], [-dot(axis, vector), axis]));

/** Standard deviations of the coordinates of a random vector. */
export type Spectrum = Float32Array;

export const drawUnit = (prng: Prng, spectrum: Spectrum): Float32Array =>
  toUnit(spectrum.map((deviation) => deviation * prng.gaussian()));

/**
 * A power law of variances whose participation ratio (Σλ)²/Σλ² is `effectiveDimensions`: how many directions really vary.
 * `order` says which coordinate gets which rank, so that two spectra need not favour the same coordinates.
 */
export const powerLawSpectrum = (effectiveDimensions: number, order: readonly number[]): Spectrum => {
  let [low, high] = [0, 5];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (participation(middle) > effectiveDimensions) low = middle;
    else high = middle;
  }
  const spectrum = new Float32Array(dimensions);
  for (const [rank, coordinate] of order.entries()) spectrum[coordinate] = Math.sqrt((rank + 1) ** -low);
  return spectrum;
};

const participation = (exponent: number): number => {
  let [sum, squares] = [0, 0];
  for (let rank = 1; rank <= dimensions; rank += 1) {
    sum += rank ** -exponent;
    squares += rank ** (-2 * exponent);
  }
  return sum ** 2 / squares;
};

/** The coordinates in a random order. */
export const shuffledCoordinates = (prng: Prng): readonly number[] =>
  Array.from({ length: dimensions }, (_, coordinate) => ({ coordinate, key: prng.next() }))
    .toSorted((left, right) => left.key - right.key)
    .map(({ coordinate }) => coordinate);
