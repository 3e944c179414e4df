import { credentialNonceBytes, mintCredential, readAuthinfo } from '@facepay/wechat-protocol';
import type { EmulatedAuthinfo } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { decideMatch, resolveTail } from './decide-match.ts';
import type { MatchDecision, MatchSettings } from './decide-match.ts';
import { emptyGallery, galleryOf } from './face-gallery.ts';
import type { FaceGallery, GalleryRow } from './face-gallery.ts';
import type { CameraFrame, FaceProvider } from './face-provider.ts';
import type { FeatureSource } from './feature-source.ts';
import { sdkError, sdkErrors, sdkNoNetwork, sdkParamError, sdkSuccess } from './sdk-result.ts';
import type { SdkFailure, SdkResult } from './sdk-result.ts';
import { mayLeaveOneAccountUnasked } from './sdk-version.ts';

/**
 * The offline face SDK: its call sequence, members and codes (`k12-wire.md` §10.2, §10.4), without pictures and without
 * camera views. Everything it knows is forgotten when the program ends, as with the real one.
 */
export interface FaceSdk {
  /** Needs the network: the offline SDK cannot start without it. */
  readonly initWxpayface: () => Promise<SdkResult>;
  readonly getWxpayfaceRawdata: () => SdkResult<{ readonly rawdata: string }>;
  /** Call it with each new authinfo. */
  readonly preloadSdkEnv: (parameters: {
    readonly authinfo: string;
    readonly organization_id: string;
    readonly sub_mchid: string;
  }) => SdkResult;
  readonly manualUpdateFaceDatas: () => Promise<SdkResult>;
  readonly clearFaceDatas: () => SdkResult;
  readonly getSdkInfo: () => SdkInfo;
  /** The best guess about the frame: `need_ext_verify` asks for the phone tail. */
  readonly startVerify: (frame: CameraFrame) => SdkResult<{ readonly need_ext_verify: boolean }>;
  /** `user_phone`: the last four digits, or null when no extra check was asked for. */
  readonly finishFaceVerify: (parameters: {
    readonly user_phone: string | null;
  }) => SdkResult<{ readonly user_info: SdkUserInfo }>;
  /** `total_fee` in fen as text; `face_token` is the payment credential. */
  readonly getFacePayCredential: (parameters: {
    readonly user_id: string;
    readonly recog_mode: 0 | 1;
    readonly total_fee: string;
  }) => SdkResult<{ readonly face_token: string }>;
  readonly stopVerify: () => void;
}

export interface SdkUserInfo {
  readonly user_id: string;
  readonly out_user_id: string;
  readonly user_name: string;
  readonly user_info: string;
  readonly user_status: string;
}

export interface SdkInfo {
  readonly sdk_version: string;
  readonly face_feature_version: string;
  readonly user_info_memcount: number;
  /** Epoch milliseconds of the last successful update; absent before the first. */
  readonly last_update_data_time?: number;
}

export interface FaceSdkDeps {
  readonly provider: FaceProvider;
  readonly features: FeatureSource;
  /** Whether WeChat answers at all. */
  readonly reachWechat: () => Promise<boolean>;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface FaceSdkSettings {
  readonly deviceId: string;
  readonly sdkVersion: string;
  readonly match: MatchSettings;
}

interface SdkState {
  initialised: boolean;
  authinfo?: { readonly text: string; readonly content: EmulatedAuthinfo };
  gallery: FaceGallery;
  updatedAt?: number;
  decision?: MatchDecision;
  verified?: GalleryRow;
}

export const createFaceSdk = (deps: FaceSdkDeps, settings: FaceSdkSettings): FaceSdk => {
  const state: SdkState = { initialised: false, gallery: emptyGallery(deps.provider.modelVersion) };
  const match: MatchSettings = {
    ...settings.match,
    sameAccountUnasked: settings.match.sameAccountUnasked && mayLeaveOneAccountUnasked(settings.sdkVersion),
  };

  const authorised = (): E.Either<SdkFailure, NonNullable<SdkState['authinfo']>> => {
    if (!state.initialised) return E.left(sdkError(sdkErrors.notInitialised, 'call initWxpayface first'));
    if (state.authinfo === undefined || deps.now() >= state.authinfo.content.expiresAtMs)
      return E.left(sdkError(sdkErrors.authorisationExpired, 'authinfo missing or expired'));
    return E.right(state.authinfo);
  };
  const forgetPerson = (): void => {
    delete state.decision;
    delete state.verified;
  };

  return {
    initWxpayface: async () => {
      state.initialised ||= await deps.reachWechat();
      return state.initialised ? sdkSuccess({}) : sdkNoNetwork('no network');
    },
    getWxpayfaceRawdata: () => {
      if (!state.initialised) return sdkError(sdkErrors.notInitialised, 'call initWxpayface first');
      const nonce = Buffer.from(deps.randomBytes(12)).toString('base64');
      const content = JSON.stringify({ deviceId: settings.deviceId, at: deps.now(), nonce });
      return sdkSuccess({ rawdata: Buffer.from(content, 'utf8').toString('base64') });
    },
    preloadSdkEnv: ({ authinfo, organization_id, sub_mchid }) => {
      if (!state.initialised) return sdkError(sdkErrors.notInitialised, 'call initWxpayface first');
      const content = readAuthinfo(authinfo);
      if (E.isLeft(content)) return sdkError(sdkErrors.authorisationExpired, content.left.type);
      if (content.right.organizationId !== organization_id) return sdkParamError('organization id does not match');
      if (content.right.subMchid !== sub_mchid) return sdkParamError('sub_mchid does not match');
      if (content.right.deviceId !== settings.deviceId) return sdkParamError('authinfo of another device');
      state.authinfo = { text: authinfo, content: content.right };
      return sdkSuccess({});
    },
    manualUpdateFaceDatas: async () => {
      const authinfo = authorised();
      if (E.isLeft(authinfo)) return authinfo.left;
      const features = await deps.features(authinfo.right.text, authinfo.right.content.organizationId);
      if (E.isLeft(features)) return sdkNoNetwork(features.left.type);
      state.gallery = galleryOf(deps.provider, features.right.faces, state.gallery);
      state.updatedAt = deps.now();
      return sdkSuccess({});
    },
    clearFaceDatas: () => {
      state.gallery = emptyGallery(deps.provider.modelVersion);
      forgetPerson();
      return sdkSuccess({});
    },
    getSdkInfo: () => ({
      sdk_version: settings.sdkVersion,
      face_feature_version: state.gallery.modelVersion,
      user_info_memcount: state.gallery.rows.length,
      ...(state.updatedAt === undefined ? {} : { last_update_data_time: state.updatedAt }),
    }),
    startVerify: (frame) => {
      forgetPerson();
      const authinfo = authorised();
      if (E.isLeft(authinfo)) return authinfo.left;
      state.decision = decideMatch(match, state.gallery, deps.provider.modelVersion, deps.provider.embed(frame));
      return toVerifyResult(state.decision);
    },
    finishFaceVerify: ({ user_phone }) => {
      const row = identify(state.decision, user_phone);
      if (E.isLeft(row)) return row.left;
      state.verified = row.right;
      return sdkSuccess({ user_info: toUserInfo(row.right) });
    },
    getFacePayCredential: ({ user_id, recog_mode, total_fee }) => {
      const authinfo = authorised();
      if (E.isLeft(authinfo)) return authinfo.left;
      const user = state.verified;
      if (user?.userId !== user_id) return sdkError(sdkErrors.userUnknown, 'not the person just verified');
      if (user.status !== 'NORMAL') return sdkError(sdkErrors.userStateAbnormal, 'user state abnormal');
      if (!/^[1-9]\d{0,9}$/.test(total_fee)) return sdkParamError('total_fee');
      const { organizationId, spMchid, subMchid, mintingKey } = authinfo.right.content;
      const face_token = mintCredential(
        mintingKey,
        {
          organizationId,
          userId: user.userId,
          outUserId: user.outUserId,
          spMchid,
          subMchid,
          amountFen: Number(total_fee),
          deviceId: settings.deviceId,
          recogMode: recog_mode,
          mintedAtMs: deps.now(),
          nonce: Buffer.from(deps.randomBytes(12)).toString('hex'),
        },
        deps.randomBytes(credentialNonceBytes),
      );
      return sdkSuccess({ face_token });
    },
    stopVerify: forgetPerson,
  };
};

const toVerifyResult = (decision: MatchDecision): SdkResult<{ readonly need_ext_verify: boolean }> => {
  switch (decision.type) {
    case 'accept':
      return sdkSuccess({ need_ext_verify: false });
    case 'ask-tail':
      return sdkSuccess({ need_ext_verify: true });
    case 'retry':
      return sdkError(sdkErrors.guidance, decision.reason);
    case 'unknown':
      return sdkError(sdkErrors.faceNotRecognised, 'nobody enrolled here');
    case 'model-version-differs':
      return sdkNoNetwork('the feature library is of another model');
  }
};

const identify = (decision: MatchDecision | undefined, tail: string | null): E.Either<SdkFailure, GalleryRow> => {
  if (decision?.type === 'accept') return E.right(decision.row);
  if (decision?.type !== 'ask-tail' || tail === null) return E.left(sdkError(sdkErrors.noUserFits, 'no verification'));
  const row = resolveTail(decision.candidates, tail);
  if (E.isRight(row)) return row;
  return row.left === 'several'
    ? E.left(sdkError(sdkErrors.severalLookAlikes, 'several look-alikes share this phone tail'))
    : E.left(sdkError(sdkErrors.noUserFits, 'no user fulfils the conditions'));
};

const toUserInfo = (row: GalleryRow): SdkUserInfo => ({
  user_id: row.userId,
  out_user_id: row.outUserId,
  user_name: row.name,
  user_info: row.classOrPost,
  user_status: row.status,
});
