import { encodePublicKey } from '@facepay/device-protocol';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { createFaceSdk } from './face-sdk.ts';
import type { FaceSdk } from './face-sdk.ts';
import { createFeatureSource, reachWechat } from './feature-source.ts';
import { flushVouchers } from './flush-vouchers.ts';
import type { FlushReport } from './flush-vouchers.ts';
import type { CallProblem } from './http-calls.ts';
import type { SdkFailure } from './sdk-result.ts';
import { createServerCalls } from './server-calls.ts';
import { servePupil } from './serve-pupil.ts';
import type { Sale, ServeOutcome } from './serve-pupil.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

/** Why the terminal could not get ready; it tries again in the next round. */
export type TerminalProblem =
  | CallProblem
  | { readonly type: 'SdkFailed'; readonly call: string; readonly failure: SdkFailure }
  /** The device's own disk refuses: full or broken. What is on it stays, and is sent again. */
  | { readonly type: 'JournalFailed' };

export interface TerminalStatus {
  /** Recognition works: the SDK is initialised, authorised and has features. */
  readonly ready: boolean;
  readonly faces: number;
  readonly libraryAgeMs: number;
  /** Alarm: features older than ten minutes (`k12-wire.md` §10.1). */
  readonly libraryStale: boolean;
  readonly backlog: number;
  readonly lastSequence: number;
  readonly lastProblem?: TerminalProblem;
}

/** The terminal program. What survives a power cut is its key and its journal; everything else is fetched again. */
export interface Terminal {
  readonly deviceId: string;
  /** Base64 of the raw public key, as `POST /v1/devices` takes it. */
  readonly publicKey: string;
  /** Initialise, get authinfo through our server, load features and ack keys: needs the network and an enrolled key. */
  readonly boot: () => Promise<E.Either<TerminalProblem, void>>;
  /** Fetches features now. */
  readonly updateFaces: () => Promise<E.Either<TerminalProblem, void>>;
  /** Works without network once booted. */
  readonly serve: (sale: Sale) => ServeOutcome;
  readonly flush: () => Promise<FlushReport>;
  readonly sendHeartbeat: () => Promise<E.Either<CallProblem, void>>;
  /** Whatever is due: boot, authinfo, features, upload, heartbeat. */
  readonly round: () => Promise<void>;
  /** Rounds until `isStopped`. */
  readonly run: (isStopped: () => boolean) => Promise<void>;
  readonly status: () => TerminalStatus;
  readonly sdk: FaceSdk;
}

export const createTerminal = (deps: TerminalDeps, settings: TerminalSettings): Terminal => {
  const calls = createServerCalls(deps, settings);
  const sdk = createSdk(deps, settings);
  const startedAt = deps.now();
  let ackKeys: ReadonlyMap<string, KeyObject> = new Map();
  let lastProblem: TerminalProblem | undefined;
  let [authinfoAt, featuresAt, heartbeatAt] = [-Infinity, -Infinity, -Infinity];
  let flushing: Promise<FlushReport> | undefined;

  const renewAckKeys = async (): Promise<boolean> => {
    const fetched = await calls.fetchAckKeys();
    if (E.isRight(fetched)) ackKeys = fetched.right;
    return E.isRight(fetched);
  };
  const flushOnce = flushVouchers(deps, settings, calls, { keyOf: (id) => ackKeys.get(id), renew: renewAckKeys });

  const renewAuthinfo = async (): Promise<E.Either<TerminalProblem, void>> => {
    const raw = sdk.getWxpayfaceRawdata();
    if (raw.return_code !== 'SUCCESS') return sdkFailed('getWxpayfaceRawdata', raw);
    const authinfo = await calls.requestAuthinfo(raw.rawdata);
    if (E.isLeft(authinfo)) return authinfo;
    const { organizationId: organization_id, subMchid: sub_mchid } = settings;
    const preloaded = sdk.preloadSdkEnv({ authinfo: authinfo.right, organization_id, sub_mchid });
    if (preloaded.return_code !== 'SUCCESS') return sdkFailed('preloadSdkEnv', preloaded);
    authinfoAt = deps.now();
    return done;
  };
  const updateFaces = async (): Promise<E.Either<TerminalProblem, void>> => {
    const updated = await sdk.manualUpdateFaceDatas();
    if (updated.return_code !== 'SUCCESS') return sdkFailed('manualUpdateFaceDatas', updated);
    featuresAt = deps.now();
    return done;
  };
  const boot = async (): Promise<E.Either<TerminalProblem, void>> => {
    const initialised = await sdk.initWxpayface();
    if (initialised.return_code !== 'SUCCESS') return sdkFailed('initWxpayface', initialised);
    const authorised = await renewAuthinfo();
    if (E.isLeft(authorised)) return authorised;
    await renewAckKeys();
    return updateFaces();
  };
  const flush = (): Promise<FlushReport> => {
    flushing ??= flushOnce().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };

  const libraryAgeMs = (): number => deps.now() - (sdk.getSdkInfo().last_update_data_time ?? startedAt);
  const sendHeartbeat = async (): Promise<E.Either<CallProblem, void>> => {
    const sent = await calls.sendHeartbeat({
      clockMs: deps.now(),
      sdkVersion: settings.sdkVersion,
      libraryAgeMs: libraryAgeMs(),
      backlog: deps.journal.backlog(),
    });
    return E.isLeft(sent) ? sent : done;
  };
  const isDue = (at: number, everyMs: number): boolean => deps.now() - at >= everyMs;
  const refresh = async (): Promise<E.Either<TerminalProblem, void>> => {
    if (authinfoAt === -Infinity) return boot();
    const authorised = isDue(authinfoAt, settings.authinfoEveryMs) ? await renewAuthinfo() : done;
    // An authinfo that could not be renewed still serves for 36 hours.
    const updated = isDue(featuresAt, settings.featuresEveryMs) ? await updateFaces() : done;
    return E.isLeft(authorised) ? authorised : updated;
  };
  const handOver = async (): Promise<TerminalProblem | undefined> => {
    try {
      return deps.journal.backlog() > 0 ? (await flush()).problem : undefined;
    } catch {
      return { type: 'JournalFailed' };
    }
  };
  const round = async (): Promise<void> => {
    const refreshed = await refresh();
    lastProblem = E.isLeft(refreshed) ? refreshed.left : undefined;
    lastProblem = (await handOver()) ?? lastProblem;
    if (!isDue(heartbeatAt, settings.heartbeatEveryMs)) return;
    const beat = await sendHeartbeat();
    if (E.isLeft(beat)) lastProblem ??= beat.left;
    else heartbeatAt = deps.now();
  };

  return {
    deviceId: settings.deviceId,
    publicKey: encodePublicKey(deps.deviceKey.publicKey),
    boot,
    updateFaces,
    serve: servePupil(deps, settings, sdk),
    flush,
    sendHeartbeat,
    round,
    run: async (isStopped) => {
      while (!isStopped()) {
        await round();
        await deps.sleep(settings.roundEveryMs);
      }
    },
    status: () => ({
      ready: authinfoAt !== -Infinity && sdk.getSdkInfo().last_update_data_time !== undefined,
      faces: sdk.getSdkInfo().user_info_memcount,
      libraryAgeMs: libraryAgeMs(),
      libraryStale: libraryAgeMs() > settings.featuresStaleAfterMs,
      backlog: deps.journal.backlog(),
      lastSequence: deps.journal.head().sequence,
      ...(lastProblem === undefined ? {} : { lastProblem }),
    }),
    sdk,
  };
};

const done: E.Either<never, void> = E.right(undefined);

const sdkFailed = (call: string, failure: SdkFailure): E.Either<TerminalProblem, never> =>
  E.left({ type: 'SdkFailed', call, failure });

const createSdk = (deps: TerminalDeps, settings: TerminalSettings): FaceSdk => {
  const { deviceId, sdkVersion, match, wechatOrigin } = settings;
  return createFaceSdk(
    {
      provider: deps.provider,
      features: createFeatureSource(deps.http, wechatOrigin),
      reachWechat: reachWechat(deps.http, wechatOrigin),
      now: deps.now,
      randomBytes: deps.randomBytes,
    },
    { deviceId, sdkVersion, match },
  );
};
