import type { FaceDevice, FaceDeviceFailure } from '@facepay/domain';
import {
  type OnlineFaceSdk,
  type OnlineSdkCallback,
  type OnlineSdkInfo,
  onlineSdkErrors,
} from '@facepay/wechat-protocol';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { toIdentification } from './face-identification.ts';

export interface SdkFaceDeviceDeps {
  readonly sdk: OnlineFaceSdk;
  readonly appid: string;
  readonly mchid: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeouts?: { readonly shortMs: number; readonly faceMs: number };
}

/** A callback may never come, so each call has a limit of its own; a face call waits for a person (assumed). */
const timeoutsDefault = { shortMs: 10_000, faceMs: 180_000 };

/** The port over the SDK: callbacks become answers, each counted once, its codes our words. */
export const createSdkFaceDevice = (deps: SdkFaceDeviceDeps): FaceDevice => {
  const { sdk, appid, mchid, timeouts = timeoutsDefault } = deps;
  const answered = (call: (callback: OnlineSdkCallback) => void, limitMs: number): Promise<OnlineSdkInfo> =>
    Promise.race([new Promise<OnlineSdkInfo>(call), deps.sleep(limitMs).then(() => null)]);
  const succeeded = (call: (callback: OnlineSdkCallback) => void) =>
    pipe(
      TE.fromTask<OnlineSdkInfo, FaceDeviceFailure>(() => answered(call, timeouts.shortMs)),
      TE.flatMap(success),
    );
  return {
    initialise: () => pipe(succeeded(sdk.initWxpayface), TE.asUnit),
    rawData: () =>
      pipe(
        succeeded(sdk.getWxpayfaceRawdata),
        TE.flatMap(({ rawdata }) =>
          rawdata === undefined || rawdata === '' || rawdata.length > 2048
            ? TE.left(unavailable('no raw data'))
            : TE.right(rawdata),
        ),
      ),
    payscoreStatus: (request) => async () =>
      toIdentification(
        await answered((callback) => {
          sdk.getUserPayScoreStatus(
            {
              appid,
              mch_id: mchid,
              out_trade_no: request.orderNo,
              authinfo: request.authinfo,
              payscore_out_request_no: request.signUpNo,
              payscore_service_id: request.serviceId,
              ask_unionid: request.askUnionId ? 1 : 0,
            },
            callback,
          );
        }, timeouts.faceMs),
      ),
  };
};

const unavailable = (reason: string): FaceDeviceFailure => ({ type: 'DeviceUnavailable', reason });

const success = (info: OnlineSdkInfo): TE.TaskEither<FaceDeviceFailure, Readonly<Record<string, string>>> => {
  if (info === null) return TE.left(unavailable('no answer'));
  if (info['return_code'] === 'SUCCESS') return TE.right(info);
  const reason = `${info['return_code'] ?? ''} ${info['err_code'] ?? ''}`.trim();
  return TE.left(notReady.has(Number(info['err_code'])) ? { type: 'DeviceNotReady', reason } : unavailable(reason));
};

const notReady: ReadonlySet<number> = new Set([onlineSdkErrors.notInitialised, onlineSdkErrors.initialising]);
