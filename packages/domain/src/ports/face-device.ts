import type { Task } from 'fp-ts/lib/Task.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Openid, FaceSid, PayscoreOrderNo } from '../kernel/ids.ts';

/** Why the face SDK of a terminal did nothing (`facepay-device.md` §7). */
export type FaceDeviceFailure =
  /** Not initialised, still initialising, or its process has died: initialise, then ask again. */
  | { readonly type: 'DeviceNotReady'; readonly reason: string }
  /** No network, camera fault, busy with another call: later. */
  | { readonly type: 'DeviceUnavailable'; readonly reason: string };

export interface PayscoreStatusRequest {
  /** The number the order will be created under: another one spoils WeChat's counting. */
  readonly orderNo: PayscoreOrderNo;
  /** 商户签约单号, ours, at most 64 characters: WeChat names it when the user opens or closes the service. */
  readonly signUpNo: string;
  readonly serviceId: string;
  /** Of this very terminal (INV-67). */
  readonly authinfo: string;
  /** Whether a UnionID may be asked for afterwards (`ask_unionid`). */
  readonly askUnionId: boolean;
}

/**
 * What became of one person before the camera (`facepay-device.md` §7, end). Only `Identified` lets an order be created, and even
 * then it is no payment: WeChat may still refuse the order.
 */
export type FaceIdentification =
  /** Has opened Pay Score and authorised the service, before or just now. */
  | { readonly type: 'Identified'; readonly openid: Openid; readonly faceSid?: FaceSid }
  | { readonly type: 'DeclinedByUser' }
  /** Chose the QR way; show a code. */
  | { readonly type: 'WantsCode' }
  | { readonly type: 'FaceUnknown' }
  /** Face known; opening or authorising failed. Show a code. */
  | { readonly type: 'OpeningFailed'; readonly reason: string }
  /** The authinfo is missing, over or of another device: another one, from fresh raw data. */
  | { readonly type: 'AuthinfoUnusable'; readonly reason: string }
  /** May be tried again, with the same person or another. */
  | { readonly type: 'TemporarilyUnavailable'; readonly reason: string }
  /** No repeat will help: parameters, permissions, SDK version. */
  | { readonly type: 'Misconfigured'; readonly reason: string };

/** The online face SDK of one terminal (`facepay-device.md` §3). One call at a time: there is one camera and one screen. */
export interface FaceDevice {
  /** Once at program start, again after `DeviceNotReady`; needs the network. */
  readonly initialise: () => TaskEither<FaceDeviceFailure, void>;
  /** Fresh raw data for one authinfo. */
  readonly rawData: () => TaskEither<FaceDeviceFailure, string>;
  /** getUserPayScoreStatus: the SDK owns screen and camera until it ends; it always ends, by its own time limit if need be. */
  readonly payscoreStatus: (request: PayscoreStatusRequest) => Task<FaceIdentification>;
}
