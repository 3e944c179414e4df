import * as E from 'fp-ts/lib/Either.js';
import { enrolledVectorOf, hashPhoneTail } from './face-gallery.ts';
import type { FaceGallery, GalleryRow } from './face-gallery.ts';
import { searchGallery } from './face-matcher.ts';
import type { Candidate } from './face-matcher.ts';
import type { Embedding } from './face-provider.ts';

/** Bounds of the decision; not published by WeChat, so settings (`face-matching.md` §2). */
export interface MatchSettings {
  /** Below this cosine nobody is recognised; by the size of the gallery, as more faces are more chances to be mistaken. */
  readonly thresholds: readonly GalleryThreshold[];
  /** Rows this close to the best one count as equally likely. */
  readonly margin: number;
  /** Flagged faces whose enrolled pictures are this alike are one group of look-alikes. */
  readonly groupLikeness: number;
  readonly faceWidthPxMin: number;
  readonly livenessMin: number;
  /** SDK ≥ 2.21: look-alikes signed with one phone and one WeChat account are not asked (seed FAQ 1.19). */
  readonly sameAccountUnasked: boolean;
}

interface GalleryThreshold {
  /** Counts up to so many rows; the last one for every larger gallery too. */
  readonly rowsMax: number;
  readonly threshold: number;
}

/** Of the model `synthetic-1`: at most 1 % of strangers taken for somebody (`face-matching.md` §3). */
export const defaultMatchSettings: MatchSettings = {
  thresholds: [
    { rowsMax: 20_000, threshold: 0.6 },
    { rowsMax: 50_000, threshold: 0.61 },
  ],
  margin: 0.1,
  groupLikeness: 0.45,
  faceWidthPxMin: 110,
  livenessMin: 0.5,
  sameAccountUnasked: true,
};

export type MatchDecision =
  | { readonly type: 'retry'; readonly reason: 'no-face' | 'face-too-small' | 'not-live' }
  | { readonly type: 'model-version-differs' }
  | { readonly type: 'unknown' }
  /** Ask for the last four digits of the phone, then `resolveTail`. */
  | { readonly type: 'ask-tail'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'accept'; readonly row: GalleryRow };

/** Who stands before the camera, if anybody can be named without a doubt. */
export const decideMatch = (
  settings: MatchSettings,
  gallery: FaceGallery,
  modelVersion: string,
  embedding: Embedding | undefined,
): MatchDecision => {
  if (embedding === undefined) return { type: 'retry', reason: 'no-face' };
  if (embedding.faceWidthPx < settings.faceWidthPxMin) return { type: 'retry', reason: 'face-too-small' };
  if (embedding.liveness < settings.livenessMin) return { type: 'retry', reason: 'not-live' };
  if (gallery.modelVersion !== modelVersion) return { type: 'model-version-differs' };
  const ranked = searchGallery(gallery, embedding.vector, candidatesMax);
  const best = ranked[0];
  if (best === undefined || best.score < thresholdOf(settings, gallery)) return { type: 'unknown' };
  const near = ranked.filter(({ score }) => best.score - score < settings.margin);
  const candidates = best.row.lookAlike ? withGroup(settings, gallery, best.row, near) : near;
  const alone = candidates.length === 1;
  if (alone && !best.row.lookAlike) return { type: 'accept', row: best.row };
  if (!alone && settings.sameAccountUnasked && isOneAccount(candidates)) return { type: 'accept', row: best.row };
  return { type: 'ask-tail', candidates };
};

/** The one candidate with that phone tail; two with the same tail are refused, not guessed between. */
export const resolveTail = (
  candidates: readonly Candidate[],
  tail: string,
): E.Either<'nobody' | 'several', GalleryRow> => {
  const [first, ...others] = candidates.filter(({ row }) => row.phoneTailHash === hashPhoneTail(tail));
  if (first === undefined) return E.left('nobody');
  return others.length === 0 ? E.right(first.row) : E.left('several');
};

/** More look-alikes than this around one face are cut off; the tail still has to fit one of those kept. */
const candidatesMax = 16;

const thresholdOf = ({ thresholds }: MatchSettings, { rows }: FaceGallery): number =>
  (thresholds.find(({ rowsMax }) => rows.length <= rowsMax) ?? thresholds.at(-1))?.threshold ?? 1;

/** The twin of a flagged face may score far below it, even unrecognised, and still be the one who stands there. */
const withGroup = (
  { groupLikeness }: MatchSettings,
  gallery: FaceGallery,
  flagged: GalleryRow,
  near: readonly Candidate[],
): readonly Candidate[] => {
  const alike = searchGallery(gallery, enrolledVectorOf(gallery, flagged), candidatesMax);
  const others = alike.filter(
    ({ row, score }) => row.lookAlike && score >= groupLikeness && !near.some((candidate) => candidate.row === row),
  );
  return [...near, ...others];
};

const isOneAccount = ([first, ...others]: readonly Candidate[]): boolean =>
  others.every(
    ({ row }) => row.phoneTailHash === first?.row.phoneTailHash && row.payerOpenid === first.row.payerOpenid,
  );
