import {
  type OnlineFaceSdk,
  type OnlineSdkCallback,
  type OnlineSdkInfo,
  onlineSdkErrors as codes,
  type PayscoreStatusParameters,
  type Transport,
} from '@facepay/wechat-protocol';
import type { CameraFrame } from './face-provider.ts';
import { reachWechat } from './feature-source.ts';
import { knowsPayscore, onlineInfo } from './online-info.ts';
import { createPayscoreStatusCalls, type PayscoreStatusTold } from './payscore-status-call.ts';

/** Who stands before the terminal, and what they do with its pages. */
export interface PersonAtTerminal {
  readonly frame: CameraFrame;
  readonly atCamera: () => Promise<'stay' | 'cancel' | 'scan'>;
  /** The page that asks for what is missing: `open` Pay Score, `authorise` the service. It waits for as long as they do. */
  readonly atDialog: (missing: readonly string[]) => Promise<'agree' | 'refuse' | 'cancel' | 'scan'>;
}

/** How a callback misbehaves; real ones do. */
export type CallbackQuirk = 'none' | 'null' | 'twice' | 'never';

export interface OnlineFaceSdkDeps {
  readonly http: Transport;
  /** WeChat, as the SDK reaches it. */
  readonly wechatOrigin: string;
  /** The terminal's wall clock; a wrong one makes raw data that WeChat refuses. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly person: () => PersonAtTerminal;
  readonly quirk?: (call: keyof OnlineFaceSdk) => CallbackQuirk;
}

export interface OnlineFaceSdkSettings {
  readonly deviceId: string;
  readonly sdkVersion: string;
}

/** The online face SDK: WeChat recognises, the terminal only shows. */
export const createOnlineFaceSdk = (deps: OnlineFaceSdkDeps, settings: OnlineFaceSdkSettings): OnlineFaceSdk => {
  const wechat = createPayscoreStatusCalls(deps.http, deps.wechatOrigin);
  const reach = reachWechat(deps.http, deps.wechatOrigin);
  let phase: 'new' | 'initialising' | 'ready' | 'busy' = 'new';

  const initialise = async (): Promise<OnlineSdkInfo> => {
    if (phase === 'initialising') return onlineInfo('ERROR', '正在初始化', codes.initialising);
    if (phase !== 'new') return onlineInfo('SUCCESS');
    phase = 'initialising';
    const reached = await reach();
    phase = reached ? 'ready' : 'new';
    return reached ? onlineInfo('SUCCESS') : onlineInfo('ERROR', '网络异常', codes.network);
  };
  const notReady = (): OnlineSdkInfo | undefined => {
    if (phase === 'new') return onlineInfo('ERROR', '服务未初始化', codes.notInitialised);
    return phase === 'initialising' ? onlineInfo('ERROR', '正在初始化', codes.initialising) : undefined;
  };
  const rawData = async (): Promise<OnlineSdkInfo> => {
    const refused = notReady();
    if (refused !== undefined) return refused;
    const nonce = Buffer.from(deps.randomBytes(12)).toString('base64');
    const content = JSON.stringify({ deviceId: settings.deviceId, at: deps.now(), nonce });
    return { ...onlineInfo('SUCCESS'), rawdata: Buffer.from(content, 'utf8').toString('base64') };
  };
  const status = async (parameters: PayscoreStatusParameters): Promise<OnlineSdkInfo> => {
    const refused = notReady() ?? parameterFault(parameters, settings.sdkVersion);
    if (refused !== undefined) return refused;
    if (phase === 'busy') return onlineInfo('FAIL', '上一次刷脸尚未结束'); // one camera, one page
    phase = 'busy';
    try {
      return await recognise(parameters);
    } finally {
      phase = 'ready';
    }
  };
  const recognise = async (parameters: PayscoreStatusParameters): Promise<OnlineSdkInfo> => {
    const person = deps.person();
    const chosen = await person.atCamera();
    if (chosen !== 'stay') return left(chosen);
    if (person.frame.type === 'nobody') return onlineInfo('FACE_UNKNOWN', '未检测到人脸');
    const told = await wechat.ask({
      authinfo: parameters.authinfo,
      deviceId: settings.deviceId,
      appid: parameters.appid,
      mchId: parameters.mch_id,
      serviceId: parameters.payscore_service_id,
      outRequestNo: parameters.payscore_out_request_no,
      unionIdAsked: parameters.ask_unionid === 1,
      faceSeed: person.frame.faceSeed,
    });
    if (told.type !== 'dialog') return toInfo(told);
    const answer = await person.atDialog(told.missing);
    if (answer === 'cancel' || answer === 'scan') return left(answer);
    return toInfo(await wechat.answerDialog(told.dialogId, answer === 'agree'));
  };
  const call = async (name: keyof OnlineFaceSdk, work: () => Promise<OnlineSdkInfo>, callback: OnlineSdkCallback) => {
    const quirk = deps.quirk?.(name) ?? 'none';
    const info = await work();
    if (quirk === 'never') return;
    callback(quirk === 'null' ? null : info);
    if (quirk === 'twice') callback(info);
  };
  return {
    initWxpayface: (callback) => void call('initWxpayface', initialise, callback),
    getWxpayfaceRawdata: (callback) => void call('getWxpayfaceRawdata', rawData, callback),
    getUserPayScoreStatus: (parameters, callback) =>
      void call('getUserPayScoreStatus', () => status(parameters), callback),
  };
};

const left = (how: 'cancel' | 'scan'): OnlineSdkInfo =>
  how === 'cancel' ? onlineInfo('USER_CANCEL', '用户取消') : onlineInfo('SCAN_PAYMENT', '用户选择扫码');

const toInfo = (told: PayscoreStatusTold): OnlineSdkInfo => {
  switch (told.type) {
    case 'authorised':
      return { ...onlineInfo('SUCCESS'), openid: told.openid, face_sid: told.faceSid };
    case 'refused':
      return onlineInfo(told.returnCode, told.message, told.errCode);
    case 'dialog': // one page leads to an end, not to another page
    case 'no-answer':
      return onlineInfo('SYSTEMERROR', '网络异常', codes.network);
  }
};

const parameterFault = (given: PayscoreStatusParameters, sdkVersion: string): OnlineSdkInfo | undefined => {
  if (!knowsPayscore(sdkVersion)) return onlineInfo('ERROR', 'SDK版本不支持支付分', codes.versionWithoutPayscore);
  if (given.authinfo === '') return onlineInfo('ERROR', '设备认证信息不能为空', codes.authinfoEmpty);
  const { appid, mch_id, out_trade_no, payscore_out_request_no, payscore_service_id } = given;
  const lengths = [
    [appid, 32],
    [mch_id, 32],
    [payscore_out_request_no, 64],
    [payscore_service_id, 32],
  ] as const;
  const fits = lengths.every(([text, max]) => text !== '' && text.length <= max);
  return fits && /^[0-9A-Za-z_\-|*]{1,32}$/u.test(out_trade_no)
    ? undefined
    : onlineInfo('PARAM_ERROR', '必填的参数为空或格式错误', codes.parametersWrong);
};
