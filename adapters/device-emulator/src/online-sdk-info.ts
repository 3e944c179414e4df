/** What a callback of the online face SDK brings: texts even for numbers, and null for reasons of its own (`facepay-device.md` §2). */
export type OnlineSdkInfo = Readonly<Record<string, string>> | null;
/** May be called more than once for one call, or never. */
export type OnlineSdkCallback = (info: OnlineSdkInfo) => void;

/** Second-level codes of online face payment (`facepay-device.md` §7). */
export const onlineSdkErrors = {
  notInitialised: 271378620,
  initialising: 271378621,
  authinfoEmpty: 271378433,
  authinfoUnreadable: 271378435,
  authinfoOver: 271382020,
  accountProtected: 271382694,
  riskControl: 271369225,
  cameraFault: 271378577,
  backEnd: 271375364,
  network: -102,
  notOpenPlatform: 271364112,
  serviceNotOfMerchant: 271295500,
  serviceWithoutFace: 271295501,
  versionWithoutPayscore: 271364105,
  parametersWrong: 271359488,
} as const;

export const onlineInfo = (returnCode: string, message = '', errCode?: number): Readonly<Record<string, string>> => ({
  return_code: returnCode,
  return_msg: message,
  ...(errCode === undefined ? {} : { err_code: String(errCode) }),
});

/** Pay Score came with 2.14.800, went, and is back since 2.21; 2.20.106 has the method, which does not work. */
export const knowsPayscore = (sdkVersion: string): boolean => {
  const [major = 0, minor = 0] = sdkVersion.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 21) || ['2.14.800', '2.14.807', '2.14.808'].includes(sdkVersion);
};
