/** What a callback brings, in the SDK's own spelling (`facepay-device.md` §2). */
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
