/** Second-level codes of the face SDK (`k12-wire.md` §10.4). */
export const sdkErrors = {
  notInitialised: 271378620,
  /** Guidance while the camera runs; show the message and go on. */
  guidance: 271377930,
  /** The face belongs to nobody here. */
  faceNotRecognised: 271378526,
  noUserFits: 271378532,
  severalLookAlikes: 271378587,
  userStateAbnormal: 271378533,
  userUnknown: 271378595,
  /** Authinfo missing or past its life. */
  authorisationExpired: 271382020,
} as const;

export type SdkFailure = {
  readonly return_code: 'ERROR' | 'PARAM_ERROR' | 'SYSTEMERROR';
  readonly return_msg: string;
  readonly err_code?: number;
};

/** What a call of the face SDK answers: its own members on `SUCCESS`. */
export type SdkResult<Members = object> = (Members & { readonly return_code: 'SUCCESS' }) | SdkFailure;

export const sdkSuccess = <Members>(members: Members): Members & { readonly return_code: 'SUCCESS' } => ({
  ...members,
  return_code: 'SUCCESS',
});

export const sdkError = (code: number, message: string): SdkFailure => ({
  return_code: 'ERROR',
  return_msg: message,
  err_code: code,
});

export const sdkNoNetwork = (message: string): SdkFailure => ({ return_code: 'SYSTEMERROR', return_msg: message });

export const sdkParamError = (message: string): SdkFailure => ({ return_code: 'PARAM_ERROR', return_msg: message });
