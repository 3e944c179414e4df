import type { ControlAnswer } from './control-face.ts';

/** What the official mini programs show (`k12-wire.md` §4), with the cause they leave people to guess. */
const shown = {
  phoneShort: ['无法创建用户', '手机号少于11位'],
  classWrong: ['无法创建用户', '班级信息有误'],
  schoolDiffers: ['无法创建用户', '学校名称与机构不一致'],
  tokenExpired: ['无法创建用户', 'token超过5分钟'],
  typeDiffers: ['无法创建用户', '类型与跳转链接不一致'],
  identityWrong: ['系统繁忙', '身份证信息格式有误'],
  tokenUnknown: ['系统繁忙', 'token等参数传错'],
  parameterWrong: ['系统繁忙', '其他参数有误'],
  outUserIdShort: ['网络异常', 'out_user_id长度应大于5位'],
  phoneIllegal: ['网络异常', '手机号不合法'],
  identityShort: ['网络异常', '证件号长度应大于7位'],
  cameraOffIos: ['拍照无反应', '苹果手机小程序未打开摄像头'],
  cameraOffAndroid: ['拍照无反应', '安卓手机未将相机授权微信'],
  tokenOfAnother: ['登录态过期', '一个用户对应一个授权凭证，请重新获取'],
  sameName: ['无法签约', '同一个微信无法签约同名用户'],
  tailTaken: ['无法签约', '相似用户的手机尾号相同'], // not published: assumed
  signedAlready: ['无法签约', '用户已签约'],
  cardPhoneWrong: ['无法签约', '银行预留手机号有误'],
  notSigned: ['无法重采', '未签约用户不能重采'],
  nothingUploaded: ['无法重采', '没有待确认的照片'],
} as const;

/** Every refusal with its two texts. */
export const miniProgramTexts: Readonly<Record<string, readonly [title: string, message: string]>> = shown;

/** A phone that takes no photo shows nothing at all (FAQ 1.15). */
export const cameraFault = (camera: 'ios-off' | 'android-off' | undefined): MiniProgramRefusal | undefined =>
  camera === undefined ? undefined : cameraOff[camera];
const cameraOff = { 'ios-off': 'cameraOffIos', 'android-off': 'cameraOffAndroid' } as const;

export type MiniProgramRefusal = keyof typeof shown;

/** What is right in itself, and not to be had now (BAD-64). */
const conflicts: ReadonlySet<MiniProgramRefusal> = new Set([
  'tokenExpired',
  'tokenOfAnother',
  'sameName',
  'tailTaken',
  'signedAlready',
]);

export const miniProgramRefusal = (reason: MiniProgramRefusal): ControlAnswer => {
  const [title, message] = shown[reason];
  return { status: conflicts.has(reason) ? 409 : 400, body: { code: reason, title, message } };
};
