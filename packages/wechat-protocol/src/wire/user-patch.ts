import * as t from 'io-ts';
import { jsonBody } from './decode.ts';
import { UserType } from './face-user.ts';
import { maybe, resource } from './resource.ts';

/** `PATCH …/users/out-user-id/{out_user_id}` (`k12-wire.md` §5.6); answers 204. */
export const UserPatchRequest = resource(
  'UserPatchRequest',
  {},
  {
    /** Encrypted, as `phone`. */
    user_name: maybe(t.string),
    user_type: maybe(UserType),
    student_info: maybe(resource('StudentInfo', {}, { class_name: maybe(t.string) })),
    staff_info: maybe(resource('StaffInfo', {}, { occupation: maybe(t.string) })),
    /** `NORMAL`, `DISABLED` */
    status: maybe(t.string),
    phone: maybe(t.string),
  },
);
export type UserPatchRequest = t.TypeOf<typeof UserPatchRequest>;

export const buildUserPatchBody = (request: UserPatchRequest): Uint8Array => jsonBody(request);
