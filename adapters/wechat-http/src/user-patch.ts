import type { MemberChange, Usage, WechatFailure } from '@facepay/domain';
import { buildUserPatchBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { SealField } from './field-sealer.ts';

/** What a change becomes on the wire (`k12-wire.md` §5.6); what does not change is left out. */
export const toUserPatch = (seal: SealField, { profile, usage }: MemberChange): E.Either<WechatFailure, Uint8Array> =>
  pipe(
    E.Do,
    E.bind('name', () => seal('user_name', profile?.name)),
    E.bind('phone', () => seal('phone', profile?.phone)),
    E.map(({ name, phone }) =>
      buildUserPatchBody({
        ...(profile !== undefined && { user_name: name, phone, ...toPlace(profile) }),
        ...(usage !== undefined && { status: statuses[usage] }),
      }),
    ),
  );

const toPlace = ({ userType, classOrPost }: NonNullable<MemberChange['profile']>) => {
  switch (userType) {
    case 'student':
      return { user_type: 'STUDENT' as const, student_info: { class_name: classOrPost } };
    case 'staff':
      return { user_type: 'STAFF' as const, staff_info: { occupation: classOrPost } };
  }
};

const statuses: Readonly<Record<Exclude<Usage, 'unknown'>, string>> = { normal: 'NORMAL', disabled: 'DISABLED' };
