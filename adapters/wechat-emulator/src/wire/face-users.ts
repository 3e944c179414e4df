import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { UserPatchRequest, encryptField, fieldSeedBytes } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import { stateOfContract, statusOfUser } from '../money-truth/face-user.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { Face, FaceAnswer } from './face.ts';
import { fieldOpener } from './open-field.ts';
import { readBody, textFault } from './read-body.ts';
import { invalidRequest, notExists, paramError } from './wire-error.ts';

const nameForMerchant = (engine: Engine, name: string): string | undefined =>
  pipe(
    encryptField(engine.keyRoom.merchantPublicKey(), name, engine.deps.random(fieldSeedBytes)),
    E.match(
      () => undefined,
      (text) => text,
    ),
  );

const userBody = (engine: Engine, user: FaceUser): object => {
  const contract = engine.users.contractOf(user);
  return {
    [engine.settings.useIdSpelling ? 'use_id' : 'user_id']: user.userId,
    out_user_id: user.outUserId,
    organization_id: user.organizationId,
    user_name: user.name === '' ? undefined : nameForMerchant(engine, user.name),
    user_type: user.userType,
    ...(user.userType === 'STUDENT'
      ? { student_info: { class_name: user.classOrPost } }
      : { staff_info: { occupation: user.classOrPost } }),
    status: statusOfUser(user),
    contract_state: stateOfContract(contract),
    face_image_ok: user.faceImageOk,
    contract_id: contract?.contractId,
  };
};

/** `GET …/users/out-user-id/{out_user_id}` (`k12-wire.md` §5.5). */
export const queryUserFace: Face =
  (engine) =>
  ({ params: [organizationId = '', outUserId = ''] }) => {
    const user = engine.users.find(organizationId, outUserId);
    return user === undefined ? notExists('刷脸用户不存在') : { status: 200, body: userBody(engine, user) };
  };

const typeOf = (text: string | undefined): E.Either<FaceAnswer, FaceUser['userType'] | undefined> => {
  if (text === undefined || text === 'STUDENT' || text === 'STAFF') return E.right(text);
  return E.left(paramError({ field: '/user_type', issue: '取值错误', value: text }));
};

const disabledOf = (status: string | undefined): E.Either<FaceAnswer, boolean | undefined> => {
  if (status === undefined) return E.right(undefined);
  if (status === 'NORMAL' || status === 'DISABLED') return E.right(status === 'DISABLED');
  return E.left(paramError({ field: '/status', issue: '取值错误', value: status }));
};

/** `PATCH …/users/out-user-id/{out_user_id}` (`k12-wire.md` §5.6). The provider cannot lift the platform's own block. */
export const patchUserFace: Face =
  (engine) =>
  ({ params: [organizationId = '', outUserId = ''], body, serial }) => {
    const open = fieldOpener(engine, serial);
    return pipe(
      E.Do,
      E.bind('patch', () => readBody(UserPatchRequest, body)),
      E.bind('name', ({ patch }) => open('/user_name', patch.user_name)),
      E.bind('phone', ({ patch }) => open('/phone', patch.phone)),
      E.bind('userType', ({ patch }) => typeOf(patch.user_type)),
      E.bind('disabled', ({ patch }) => disabledOf(patch.status)),
      E.flatMap(({ patch, name, phone, userType, disabled }): E.Either<FaceAnswer, FaceAnswer> => {
        const classOrPost = patch.student_info?.class_name ?? patch.staff_info?.occupation;
        const fault = textFault([
          { field: '/student_info/class_name', value: classOrPost, max: 64 },
          { field: '/phone', value: phone, min: 11, max: 11, pattern: /^1\d{10}$/ },
        ]);
        if (fault !== undefined) return E.left(fault);
        const user = engine.users.find(organizationId, outUserId);
        if (user === undefined) return E.left(notExists('刷脸用户不存在'));
        const changed = engine.users.change(user, {
          ...(name !== undefined && { name }),
          ...(phone !== undefined && { phone }),
          ...(userType !== undefined && { userType }),
          ...(classOrPost !== undefined && { classOrPost }),
        });
        if (disabled !== undefined) engine.users.setBlock(changed, 'disabled', disabled);
        return E.right({ status: 204 });
      }),
      E.toUnion,
    );
  };

/** `POST …/users/user-id/{user_id}/terminate-contract` (`k12-wire.md` §5.8): vague and not idempotent, as the real one. */
export const terminateFace: Face =
  (engine) =>
  ({ params: [organizationId = '', userId = ''] }) => {
    const user = engine.world.users.get(userId);
    const vague = paramError({ field: 'user_id', issue: '请求的参数错误', location: 'path' });
    if (user === undefined || user.organizationId !== organizationId) return vague;
    return pipe(
      engine.users.terminate(user),
      E.match(
        ({ type }) => (type === 'DebtOpen' ? invalidRequest('用户存在未还清的垫资订单，不能解约') : vague),
        (): FaceAnswer => ({ status: 204 }),
      ),
    );
  };
