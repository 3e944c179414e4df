/** From 2.21 on, twins signed with one phone and one WeChat account are not asked for a phone tail (seed FAQ 1.19). */
export const mayLeaveOneAccountUnasked = (sdkVersion: string): boolean => {
  const [major = 0, minor = 0] = sdkVersion.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 21);
};
