import * as E from 'fp-ts/lib/Either.js';
import type { Engine } from '../engine.ts';
import { stateOfContract, statusOfUser } from '../money-truth/face-user.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { ControlAnswer, ControlFace } from './control-face.ts';
import { notFound, ok, refuse } from './control-face.ts';

const userView = (engine: Engine, userId: string): ControlAnswer => {
  const user = engine.world.users.get(userId);
  if (user === undefined) return notFound('no such user');
  const contract = engine.users.contractOf(user);
  return ok({
    userId,
    outUserId: user.outUserId,
    organizationId: user.organizationId,
    status: statusOfUser(user),
    contractState: stateOfContract(contract),
    faceImageOk: user.faceImageOk,
    openAdvances: engine.world.orders.openAdvances(userId),
    ...(contract !== undefined && { contractId: contract.contractId, payerOpenid: contract.openid }),
  });
};

const onUser =
  (act: (engine: Engine, user: FaceUser) => ControlAnswer | undefined): ControlFace =>
  (engine) =>
  ({ params: [userId = ''] }) => {
    const user = engine.world.users.get(userId);
    if (user === undefined) return notFound('no such user');
    return act(engine, user) ?? userView(engine, userId);
  };

/** The payer ends the contract inside WeChat. */
export const terminateUserFace = onUser((engine, user) => {
  const ended = engine.users.terminate(user);
  if (E.isRight(ended)) return undefined;
  return ended.left.type === 'DebtOpen'
    ? refuse(409, 'DEBT_OPEN', '用户存在未还清的垫资订单，不能解约')
    : refuse(409, 'NOT_CONTRACTED', '用户未签约');
});

export const disableUserFace = onUser((engine, user) => {
  engine.users.setBlock(user, 'wechatBlocked', true);
  return undefined;
});

export const enableUserFace = onUser((engine, user) => {
  engine.users.setBlock(user, 'wechatBlocked', false);
  return undefined;
});

export const getUserFace: ControlFace =
  (engine) =>
  ({ params: [userId = ''] }) =>
    userView(engine, userId);
