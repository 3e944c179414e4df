import type { Engine } from '../engine.ts';
import { newPayscoreUser } from '../money-truth/payscore-user.ts';
import type { FaceDialog, FacePerson } from '../world/face-records.ts';
import { readFacePermit } from './face-permit.ts';

/** What the face SDK sends to WeChat for `getUserPayScoreStatus` (`facepay-device.md` §3.4). */
export interface PayscoreStatusAsked {
  readonly authinfo: string;
  readonly deviceId: string;
  readonly appid: string;
  readonly mchId: string;
  readonly serviceId: string;
  readonly outRequestNo: string;
  readonly unionIdAsked: boolean;
  /** The face before the camera. */
  readonly faceSeed: number;
}

export type PayscoreStatusTold =
  | { readonly type: 'authorised'; readonly openid: string; readonly faceSid: string }
  /** The SDK shows a page until the user has chosen. */
  | { readonly type: 'dialog'; readonly dialogId: string; readonly missing: readonly ('open' | 'authorise')[] }
  | { readonly type: 'refused'; readonly returnCode: string; readonly errCode?: number; readonly message: string };

const refused = (returnCode: string, errCode: number | undefined, message: string): PayscoreStatusTold => ({
  type: 'refused',
  returnCode,
  ...(errCode !== undefined && { errCode }),
  message,
});

const expired = refused('ERROR', 271_382_020, '授权信息缺失或已过期');

/** The face is known, and the user has opened Pay Score and authorised the service, or a page asks for what is missing. */
export const askPayscoreStatus = (engine: Engine, asked: PayscoreStatusAsked): PayscoreStatusTold => {
  const { world, clock, keyRoom } = engine;
  const { appid, mchid } = keyRoom.keys();
  const permit = readFacePermit(keyRoom.sealKey, asked.authinfo);
  if (permit === undefined) return refused('ERROR', 271_378_435, '设备认证信息无法解析');
  if (clock.now() >= permit.expiresAt) return expired;
  if (permit.device !== asked.deviceId) return refused('PARAM_ERROR', undefined, 'AuthInfo License Error');
  if (permit.appid !== asked.appid || permit.mchid !== asked.mchId || asked.mchId !== mchid || asked.appid !== appid)
    return refused('PARAM_ERROR', 271_359_488, '参数与authinfo不一致');
  const service = engine.payscore.serviceOf(asked.serviceId);
  if (service === undefined) return refused('ERROR', 271_295_500, '服务ID不属于该商户号');
  if (service.confirmation !== 'no-confirm') return refused('ERROR', 271_295_501, '服务ID没有刷脸支付分权限');
  const person = world.facePeople.values().find(({ faceSeed }) => faceSeed === asked.faceSeed);
  if (person === undefined) return refused('FACE_UNKNOWN', undefined, '人脸识别失败');
  if (person.riskBlocked) return refused('ERROR', 271_382_694, '账户受到保护，请使用付款码');
  const missing = missingOf(engine, person, asked.serviceId);
  if (missing.length === 0) return recognised(engine, person.openid, asked.unionIdAsked);
  const dialog: FaceDialog = {
    id: engine.ids.nonce(32),
    openid: person.openid,
    serviceId: asked.serviceId,
    outRequestNo: asked.outRequestNo,
    unionIdAsked: asked.unionIdAsked,
    at: clock.now(),
  };
  world.faceDialogs.put(dialog.id, dialog);
  return { type: 'dialog', dialogId: dialog.id, missing };
};

/** The user at the page: agreeing opens Pay Score, authorises the service and is told to the merchant by notice. */
export const answerFaceDialog = (engine: Engine, dialog: FaceDialog, agrees: boolean): PayscoreStatusTold => {
  const { world, clock, settings, keyRoom } = engine;
  const { openid, serviceId, outRequestNo, unionIdAsked } = dialog;
  world.faceDialogs.remove(dialog.id);
  if (clock.now() >= dialog.at + settings.faceDialogLifeMs) return refused('ERROR', undefined, '操作超时');
  const user = world.payscoreUsers.get(openid) ?? newPayscoreUser(openid);
  const opens = user.opened || (!user.scoreTooLow && !user.teenMode);
  if (!agrees || !opens) return refused('ERROR', undefined, agrees ? '开通支付分失败' : '用户未授权服务');
  world.payscoreUsers.put(openid, { ...user, opened: true });
  const { mchid, appid } = keyRoom.keys();
  engine.permissions.authorize({ party: { mchid, appid }, serviceId, openid, outRequestNo });
  return recognised(engine, openid, unionIdAsked);
};

const missingOf = (engine: Engine, { openid }: FacePerson, serviceId: string): readonly ('open' | 'authorise')[] => {
  const { mchid, appid } = engine.keyRoom.keys();
  const { opened } = engine.world.payscoreUsers.get(openid) ?? newPayscoreUser(openid);
  const authorised = engine.permissions.find({ mchid, appid }, serviceId, openid)?.state === 'AVAILABLE';
  return [...(opened ? [] : ['open' as const]), ...(authorised ? [] : ['authorise' as const])];
};

const recognised = ({ world, ids, clock }: Engine, openid: string, unionIdAsked: boolean): PayscoreStatusTold => {
  const faceSid = ids.nonce(32);
  world.faceSessions.put(faceSid, { faceSid, openid, unionIdAsked, at: clock.now() });
  return { type: 'authorised', openid, faceSid };
};
