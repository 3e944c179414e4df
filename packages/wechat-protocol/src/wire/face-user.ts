import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';
import { readingUseId } from './user-id.ts';

/** `STUDENT`, `STAFF` or a value unknown to us; the documentation's `STUFF` reads as `STAFF`. */
export const UserType = new t.Type<string>(
  'UserType',
  t.string.is,
  (input, context) => t.string.validate(input === 'STUFF' ? 'STAFF' : input, context),
  t.identity,
);

/** Answer of the face-user query (`k12-wire.md` §5.5). All members are optional on the page; unknown enum values pass. */
export const FaceUserBody = readingUseId(
  resource(
    'FaceUserBody',
    {},
    {
      user_id: maybe(t.string),
      out_user_id: maybe(t.string),
      organization_id: maybe(t.string),
      /** Encrypted for the merchant's certificate: see `decryptField`. */
      user_name: maybe(t.string),
      user_type: maybe(UserType),
      student_info: maybe(resource('StudentInfo', {}, { class_name: maybe(t.string) })),
      staff_info: maybe(resource('StaffInfo', {}, { occupation: maybe(t.string) })),
      /** `NORMAL`, `DISABLED` */
      status: maybe(t.string),
      /** `NOT_CONTRACTED`, `CONTRACTED`, `TERMINATED` */
      contract_state: maybe(t.string),
      face_image_ok: maybe(t.boolean),
      contract_id: maybe(t.string),
    },
  ),
);
export type FaceUserBody = t.TypeOf<typeof FaceUserBody>;
