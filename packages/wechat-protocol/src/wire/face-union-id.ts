import * as t from 'io-ts';
import { resource } from './resource.ts';

/** `GET /v3/facemch/users/{face_sid}` with `info_type=ASK_UNIONID` (`facepay-device.md` §5). */
export const FaceUnionIdBody = resource('FaceUnionIdBody', { union_id: t.string }, {});
export type FaceUnionIdBody = t.TypeOf<typeof FaceUnionIdBody>;
