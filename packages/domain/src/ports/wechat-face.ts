import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { DeviceId, FaceSid } from '../kernel/ids.ts';
import type { WechatFailure } from './wechat.ts';

/** What an online face terminal needs its permission for. */
export interface FaceAuthinfoRequest {
  /** The merchant's own number of the store, at most 32 characters. */
  readonly storeId: string;
  /** Shown to people, at most 128 characters. */
  readonly storeName: string;
  readonly device: DeviceId;
  /** JSON text that WeChat keeps with it. */
  readonly attach?: string;
  /** From the face SDK of this device, taken just now; at most 2048 characters. */
  readonly rawData: string;
}

/** The back-office part of online face payment (`facepay-device.md` §4, §5). */
export interface WechatFace {
  /**
   * Pure: names what a permission is bound to besides its raw data (appid, merchant numbers, store, device). It serves
   * requests of the same name, and no others. At most 64 characters.
   */
  readonly bindingOf: (request: FaceAuthinfoRequest) => string;
  /** `get_wxpayface_authinfo`. `expiresIn` in seconds, positive and at most 30 days; any other answer is a failure (BAD-40). */
  readonly authinfo: (
    request: FaceAuthinfoRequest,
  ) => TaskEither<WechatFailure, { readonly authinfo: string; readonly expiresIn: number }>;
  /** The UnionID behind one recognition; nothing where WeChat knows none of that name. */
  readonly unionId: (faceSid: FaceSid) => TaskEither<WechatFailure, string | undefined>;
}
