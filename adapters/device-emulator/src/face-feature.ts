import * as t from 'io-ts';

/** One enrolled user as the emulated feature distribution describes it: a seed stands where WeChat sends a feature. */
export const FaceFeature = t.intersection([
  t.type({
    userId: t.string,
    outUserId: t.string,
    name: t.string,
    /** Class of a pupil, post of staff. */
    classOrPost: t.string,
    /** `NORMAL`, or anything else when the user may not pay. */
    status: t.string,
    faceSeed: t.number,
    phoneTail: t.string,
    /** The WeChat account that signed. */
    payerOpenid: t.string,
  }),
  t.partial({ lookAlike: t.boolean }),
]);
export type FaceFeature = Readonly<t.TypeOf<typeof FaceFeature>>;

/** Answer of `GET /_emulator/faces?organizationId=`. */
export const FaceFeatures = t.type({ faces: t.array(FaceFeature), version: t.union([t.string, t.number]) });
export type FaceFeatures = t.TypeOf<typeof FaceFeatures>;
