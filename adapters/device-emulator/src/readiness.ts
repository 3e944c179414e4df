import * as E from 'fp-ts/lib/Either.js';
import type { DeviceClock } from './device-clock.ts';
import { createFaceSdk } from './face-sdk.ts';
import type { FaceSdk } from './face-sdk.ts';
import { createFeatureSource, reachWechat } from './feature-source.ts';
import type { CallProblem } from './http-calls.ts';
import { reportingSdk } from './sdk-report.ts';
import type { SdkReport } from './sdk-report.ts';
import type { SdkFailure } from './sdk-result.ts';
import type { ServerCalls } from './server-calls.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

export interface SdkFailed {
  readonly type: 'SdkFailed';
  readonly call: string;
  readonly failure: SdkFailure;
}
type Attempt = Promise<E.Either<CallProblem | SdkFailed, void>>;

/** The face SDK brought to work and kept working: initialised, authorised through our server, features fresh. */
export interface Readiness {
  readonly sdk: FaceSdk;
  /** Its last failed call, as WeChat's support wants to see it (FAQ 4.1). */
  readonly lastSdkFailure: () => SdkReport | undefined;
  /** Authinfo was had once in this life of the program. */
  readonly isAuthorised: () => boolean;
  readonly isReady: () => boolean;
  readonly start: () => Attempt;
  readonly updateFaces: () => Attempt;
  /** Authinfo and features, whichever is due. */
  readonly refresh: () => Attempt;
  /** Whole milliseconds since the features came, or since the start of the program before that. */
  readonly libraryAgeMs: () => number;
}

export const createReadiness = (
  deps: TerminalDeps,
  settings: TerminalSettings,
  { clock, calls }: { readonly clock: DeviceClock; readonly calls: ServerCalls },
): Readiness => {
  const { sdk, lastFailure } = reportingSdk(createSdk(deps, settings, clock), clock.now);
  const startedMs = clock.monotonicNow();
  let [authinfoMs, featuresMs] = [-Infinity, -Infinity];
  const isDue = (atMs: number, everyMs: number): boolean => clock.monotonicNow() - atMs >= everyMs;

  const renewAuthinfo = async (): Attempt => {
    const raw = sdk.getWxpayfaceRawdata();
    if (raw.return_code !== 'SUCCESS') return sdkFailed('getWxpayfaceRawdata', raw);
    const authinfo = await calls.requestAuthinfo(raw.rawdata);
    if (E.isLeft(authinfo)) return authinfo;
    const { organizationId: organization_id, subMchid: sub_mchid } = settings;
    const preloaded = sdk.preloadSdkEnv({ authinfo: authinfo.right, organization_id, sub_mchid });
    if (preloaded.return_code !== 'SUCCESS') return sdkFailed('preloadSdkEnv', preloaded);
    authinfoMs = clock.monotonicNow();
    return done;
  };
  const updateFaces = async (): Attempt => {
    const updated = await sdk.manualUpdateFaceDatas();
    if (updated.return_code !== 'SUCCESS') return sdkFailed('manualUpdateFaceDatas', updated);
    featuresMs = clock.monotonicNow();
    return done;
  };
  return {
    sdk,
    lastSdkFailure: lastFailure,
    isAuthorised: () => authinfoMs !== -Infinity,
    isReady: () => authinfoMs !== -Infinity && featuresMs !== -Infinity,
    start: async () => {
      const initialised = await sdk.initWxpayface();
      return initialised.return_code === 'SUCCESS' ? renewAuthinfo() : sdkFailed('initWxpayface', initialised);
    },
    updateFaces,
    refresh: async () => {
      const authorised = isDue(authinfoMs, settings.authinfoEveryMs) ? await renewAuthinfo() : done;
      // An authinfo that could not be renewed still serves for 36 hours.
      const updated = isDue(featuresMs, settings.featuresEveryMs) ? await updateFaces() : done;
      return E.isLeft(authorised) ? authorised : updated;
    },
    libraryAgeMs: () =>
      Math.max(0, Math.floor(clock.monotonicNow() - (featuresMs === -Infinity ? startedMs : featuresMs))),
  };
};

const done: E.Either<never, void> = E.right(undefined);

const sdkFailed = (call: string, failure: SdkFailure): E.Either<SdkFailed, never> =>
  E.left({ type: 'SdkFailed', call, failure });

const createSdk = (deps: TerminalDeps, settings: TerminalSettings, clock: DeviceClock): FaceSdk => {
  const { deviceId, sdkVersion, match, wechatOrigin } = settings;
  return createFaceSdk(
    {
      provider: deps.provider,
      features: createFeatureSource(deps.http, wechatOrigin),
      reachWechat: reachWechat(deps.http, wechatOrigin),
      now: clock.now,
      randomBytes: deps.randomBytes,
    },
    { deviceId, sdkVersion, match },
  );
};
