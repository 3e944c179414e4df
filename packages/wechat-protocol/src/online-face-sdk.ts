/**
 * The online face SDK of a terminal as its maker publishes it (`facepay-device.md` §2, §3): what the emulated SDK offers and what
 * our adapter over a real one calls. Its words are WeChat's.
 */
export interface OnlineFaceSdk {
  readonly initWxpayface: (callback: OnlineSdkCallback) => void;
  readonly getWxpayfaceRawdata: (callback: OnlineSdkCallback) => void;
  readonly getUserPayScoreStatus: (parameters: PayscoreStatusParameters, callback: OnlineSdkCallback) => void;
}

/** What a callback brings: texts even for numbers, and null for reasons of its own. */
export type OnlineSdkInfo = Readonly<Record<string, string>> | null;
/** May be called more than once for one call, or never. */
export type OnlineSdkCallback = (info: OnlineSdkInfo) => void;

/** The parameters of getUserPayScoreStatus (§3.4). */
export interface PayscoreStatusParameters {
  readonly appid: string;
  readonly mch_id: string;
  /** Must equal the later `out_order_no`. */
  readonly out_trade_no: string;
  readonly authinfo: string;
  readonly payscore_out_request_no: string;
  readonly payscore_service_id: string;
  readonly ask_unionid?: 0 | 1;
}

/** Second-level codes of online face payment (§7). */
export const onlineSdkErrors = {
  notInitialised: 271378620,
  initialising: 271378621,
  authinfoEmpty: 271378433,
  authinfoUnreadable: 271378435,
  authinfoOver: 271382020,
  cameraFault: 271378577,
  backEnd: 271375364,
  network: -102,
  notOpenPlatform: 271364112,
  serviceNotOfMerchant: 271295500,
  serviceWithoutFace: 271295501,
  versionWithoutPayscore: 271364105,
  parametersWrong: 271359488,
} as const;
