import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';
import { readingUseId } from './user-id.ts';

/** One re-collection (`k12-wire.md` §5.11). Times are RFC 3339 text; unknown enum values pass. */
export const FaceCollectionBody = readingUseId(
  resource(
    'FaceCollectionBody',
    {
      collection_id: t.string,
      user_id: t.string,
      organization_id: t.string,
      /** `COLLECTION_REQUIRED`, `PHOTO_UPLOADED`, `COMPLETE` */
      collection_state: t.string,
    },
    { register_photo_upload_time: maybe(t.string), confirm_time: maybe(t.string) },
  ),
);
export type FaceCollectionBody = t.TypeOf<typeof FaceCollectionBody>;

/** `GET /v3/offlineface/face-collections`: a page, without a total. */
export const FaceCollectionsBody = resource(
  'FaceCollectionsBody',
  { face_collections: t.readonlyArray(FaceCollectionBody) },
  {},
);
export type FaceCollectionsBody = t.TypeOf<typeof FaceCollectionsBody>;
