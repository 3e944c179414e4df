import type { FaceSdk } from './face-sdk.ts';
import { sdkErrors } from './sdk-result.ts';
import type { SdkFailure, SdkResult } from './sdk-result.ts';

/** What WeChat's support asks for about a call of the face SDK (FAQ 4.1). No name, phone or permission is in it. */
export interface SdkReport {
  /** 请求接口 */
  readonly interface: string;
  /** 请求参数 */
  readonly parameters: Readonly<Record<string, string>>;
  /** 返回参数 */
  readonly answer: SdkFailure;
  /** 请求时间, epoch milliseconds by the terminal's clock. */
  readonly atMs: number;
}

/** The SDK with a memory of its last failed call; guidance while the camera runs is no failure. */
export const reportingSdk = (
  sdk: FaceSdk,
  now: () => number,
): { readonly sdk: FaceSdk; readonly lastFailure: () => SdkReport | undefined } => {
  let last: SdkReport | undefined;
  const heard = <R extends SdkResult>(name: string, parameters: object, atMs: number, result: R): R => {
    if (result.return_code !== 'SUCCESS' && result.err_code !== sdkErrors.guidance)
      last = { interface: name, parameters: masked(parameters), answer: result, atMs };
    return result;
  };
  const reported: FaceSdk = {
    ...sdk,
    initWxpayface: async () => heard('initWxpayface', {}, now(), await sdk.initWxpayface()),
    getWxpayfaceRawdata: () => heard('getWxpayfaceRawdata', {}, now(), sdk.getWxpayfaceRawdata()),
    preloadSdkEnv: (given) => heard('preloadSdkEnv', given, now(), sdk.preloadSdkEnv(given)),
    manualUpdateFaceDatas: async () => heard('manualUpdateFaceDatas', {}, now(), await sdk.manualUpdateFaceDatas()),
    startVerify: (frame) => heard('startVerify', {}, now(), sdk.startVerify(frame)),
    finishFaceVerify: (given) => heard('finishFaceVerify', given, now(), sdk.finishFaceVerify(given)),
    getFacePayCredential: (given) => heard('getFacePayCredential', given, now(), sdk.getFacePayCredential(given)),
  };
  return { sdk: reported, lastFailure: () => last };
};

/** The four lines, ready to be pasted. */
export const sdkReportText = ({ interface: name, parameters, answer, atMs }: SdkReport): string =>
  [
    `请求接口：${name}`,
    `请求参数：${pairs(parameters)}`,
    `返回参数：${pairs({ ...answer })}`,
    `请求时间：${new Date(atMs + beijingOffsetMs).toISOString().slice(0, 23)}+08:00`,
  ].join('\n');

const beijingOffsetMs = 8 * 60 * 60 * 1000;

const pairs = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');

const shownWhole: ReadonlySet<string> = new Set(['organization_id', 'sub_mchid', 'user_id', 'recog_mode', 'total_fee']);
const masked = (parameters: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      shownWhole.has(name) ? String(value) : value === null ? 'null' : `(${String(value).length} characters)`,
    ]),
  );
