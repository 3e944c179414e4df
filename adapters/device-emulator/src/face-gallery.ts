import { hashBytes } from '@facepay/device-protocol';
import type { FaceFeature } from './face-feature.ts';
import type { FaceProvider } from './face-provider.ts';
import { dimensions } from './vectors.ts';

/** One enrolled user on the device; its vector is row `index` of the gallery. */
export interface GalleryRow {
  readonly userId: string;
  readonly outUserId: string;
  readonly name: string;
  readonly classOrPost: string;
  readonly status: string;
  readonly faceSeed: number;
  readonly lookAlike: boolean;
  readonly phoneTailHash: string;
  readonly payerOpenid: string;
}

/** Everyone this device can recognise. Vectors lie one after another, so that searching is one pass over memory. */
export interface FaceGallery {
  readonly modelVersion: string;
  readonly rows: readonly GalleryRow[];
  readonly vectors: Float32Array;
}

export const emptyGallery = (modelVersion: string): FaceGallery => ({
  modelVersion,
  rows: [],
  vectors: new Float32Array(0),
});

/** The gallery after a distribution: whoever is absent from it is forgotten; unchanged faces are not computed again. */
export const galleryOf = (
  provider: FaceProvider,
  features: readonly FaceFeature[],
  previous: FaceGallery = emptyGallery(provider.modelVersion),
): FaceGallery => {
  const known = new Map(
    previous.modelVersion === provider.modelVersion ? previous.rows.map((row, index) => [row.faceSeed, index]) : [],
  );
  const vectors = new Float32Array(features.length * dimensions);
  for (const [index, feature] of features.entries()) {
    const before = known.get(feature.faceSeed);
    const vector = before === undefined ? provider.embedEnrolled(feature.faceSeed) : vectorAt(previous, before);
    vectors.set(vector, index * dimensions);
  }
  return { modelVersion: provider.modelVersion, rows: features.map(toRow), vectors };
};

/** How a phone tail is kept: equal tails stay equal, which is all that is asked of them. */
export const hashPhoneTail = (tail: string): string =>
  Buffer.from(hashBytes(Buffer.from(`phone tail\n${tail}`, 'utf8'))).toString('hex');

/** The vector of a row of this gallery. */
export const enrolledVectorOf = (gallery: FaceGallery, row: GalleryRow): Float32Array =>
  vectorAt(gallery, gallery.rows.indexOf(row));

const vectorAt = (gallery: FaceGallery, index: number): Float32Array =>
  gallery.vectors.subarray(index * dimensions, (index + 1) * dimensions);

const toRow = (feature: FaceFeature): GalleryRow => ({
  userId: feature.userId,
  outUserId: feature.outUserId,
  name: feature.name,
  classOrPost: feature.classOrPost,
  status: feature.status,
  faceSeed: feature.faceSeed,
  lookAlike: feature.lookAlike === true,
  phoneTailHash: hashPhoneTail(feature.phoneTail),
  payerOpenid: feature.payerOpenid,
});
