import { encodePublicKey } from '@facepay/device-protocol';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { createContact } from './contact.ts';
import { createDenyBook } from './deny-book.ts';
import { createDeviceClock } from './device-clock.ts';
import type { ClockReading } from './device-clock.ts';
import { watchExposure } from './exposure.ts';
import type { FaceSdk } from './face-sdk.ts';
import { flushVouchers } from './flush-vouchers.ts';
import type { FlushReport } from './flush-vouchers.ts';
import type { CallProblem } from './http-calls.ts';
import { createReadiness } from './readiness.ts';
import type { SdkFailed } from './readiness.ts';
import type { SdkReport } from './sdk-report.ts';
import { createServerCalls } from './server-calls.ts';
import { servePupil } from './serve-pupil.ts';
import type { Sale, SaleRules, ServeOutcome } from './serve-pupil.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

/** Why the terminal could not get ready; it tries again in the next round. */
export type TerminalProblem =
  | CallProblem
  | SdkFailed
  /** The device's own disk refuses: full or broken. What is on it stays, and is sent again. */
  | { readonly type: 'JournalFailed' };

export interface TerminalStatus {
  /** Recognition works: the SDK is initialised, authorised and has features. */
  readonly ready: boolean;
  /** The server answered lately and no voucher waits for long: outside it, the exposure caps hold. */
  readonly online: boolean;
  readonly faces: number;
  readonly libraryAgeMs: number;
  /** Alarm: features older than ten minutes (`k12-wire.md` §10.1). */
  readonly libraryStale: boolean;
  readonly backlog: number;
  /** Sold and not yet acknowledged, fen. */
  readonly exposureFen: number;
  readonly lastSequence: number;
  /** Absent before the first deny list came. */
  readonly denyListVersion?: number;
  readonly clock: ClockReading;
  readonly lastProblem?: TerminalProblem;
  /** The last call of the face SDK that failed, as WeChat's support wants to see it (FAQ 4.1). */
  readonly lastSdkFailure?: SdkReport;
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
  /** Fetches the changes of the deny list now. */
  readonly refreshDenyList: () => Promise<E.Either<TerminalProblem, void>>;
  /** Works without network once booted. */
  readonly serve: (sale: Sale) => ServeOutcome;
  /** Uploads what waits, behind the deny list when something of that may have been missed (INV-42). */
  readonly flush: () => Promise<FlushReport>;
  readonly sendHeartbeat: () => Promise<E.Either<CallProblem, void>>;
  /** Whatever is due: boot, authinfo, features, deny list, upload, heartbeat. */
  readonly round: () => Promise<void>;
  /** Rounds until `isStopped`. */
  readonly run: (isStopped: () => boolean) => Promise<void>;
  readonly status: () => TerminalStatus;
  readonly sdk: FaceSdk;
}

export const createTerminal = (deps: TerminalDeps, settings: TerminalSettings): Terminal => {
  const clock = createDeviceClock(deps, settings);
  const contact = createContact(clock.monotonicNow);
  const calls = createServerCalls(deps, settings, { clock, contact });
  const { journal, exposure } = watchExposure(deps.journal, clock.monotonicNow);
  const readiness = createReadiness(deps, settings, { clock, calls });
  const denyBook = createDenyBook(journal, calls);
  let ackKeys: ReadonlyMap<string, KeyObject> = new Map();
  let lastProblem: TerminalProblem | undefined;
  let [denyListMs, heartbeatMs] = [-Infinity, -Infinity];
  let flushing: Promise<FlushReport> | undefined;
  const isDue = (atMs: number, everyMs: number): boolean => clock.monotonicNow() - atMs >= everyMs;

  const renewAckKeys = async (): Promise<boolean> => {
    const fetched = await calls.fetchAckKeys();
    if (E.isRight(fetched)) ackKeys = fetched.right;
    return E.isRight(fetched);
  };
  const upload = flushVouchers({ ...deps, journal }, settings, calls, {
    keyOf: (id) => ackKeys.get(id),
    renew: renewAckKeys,
  });
  const callHeartbeat = () =>
    calls.sendHeartbeat({
      sdkVersion: settings.sdkVersion,
      libraryAgeMs: readiness.libraryAgeMs(),
      backlog: exposure.count(), // a broken disk does not silence the heartbeat
      ...versionSaid(denyBook.version()),
    });
  const sendHeartbeat = async (): Promise<E.Either<CallProblem, void>> => {
    const first = await callHeartbeat();
    // The server contradicts the wall clock: before a second answer says the same, no sale has a time that counts.
    const sent = E.isRight(first) && !clock.read().measured ? await callHeartbeat() : first;
    if (E.isLeft(sent)) return sent;
    heartbeatMs = clock.monotonicNow();
    return done;
  };
  const refreshDenyList = async (): Promise<E.Either<TerminalProblem, void>> => {
    contact.closeGap();
    const refreshed = await denyBook.refresh();
    denyListMs = E.isRight(refreshed) ? clock.monotonicNow() : -Infinity;
    return refreshed;
  };
  const denyListWhenDue = async (): Promise<E.Either<TerminalProblem, void>> =>
    contact.hasGap() || isDue(denyListMs, settings.denyListEveryMs) ? refreshDenyList() : done;
  const boot = async (): Promise<E.Either<TerminalProblem, void>> => {
    const authorised = await readiness.start();
    if (E.isLeft(authorised)) return authorised;
    // Neither of these keeps the counter from opening: a later round tries again.
    await sendHeartbeat();
    await refreshDenyList();
    await renewAckKeys();
    return readiness.updateFaces();
  };
  const flushOnly = (): Promise<FlushReport> => {
    flushing ??= upload().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };
  const handOver = async (): Promise<TerminalProblem | undefined> => {
    try {
      return journal.backlog() > 0 ? (await flushOnly()).problem : undefined;
    } catch {
      return { type: 'JournalFailed' };
    }
  };
  const round = async (): Promise<void> => {
    const problems: (TerminalProblem | undefined)[] = [];
    const refreshed = await (readiness.isAuthorised() ? readiness.refresh() : boot());
    problems.push(leftOf(refreshed), leftOf(await denyListWhenDue()), await handOver());
    if (isDue(heartbeatMs, settings.heartbeatEveryMs)) problems.push(leftOf(await sendHeartbeat()));
    lastProblem = problems.find((problem) => problem !== undefined);
  };
  const isOnline = (withinMs = settings.offlineAfterMs): boolean =>
    contact.isOnline(withinMs) && exposure.waitedMs() <= settings.offlineAfterMs;
  const rules: SaleRules = {
    isDenied: denyBook.isDenied,
    capPassed: (outUserId, amountFen) => {
      if (isOnline(settings.contactFreshMs)) return undefined;
      if (exposure.ofPupil(outUserId) + amountFen > settings.exposurePupilFenMax) return 'pupil';
      return exposure.total() + amountFen > settings.exposureDeviceFenMax ? 'device' : undefined;
    },
  };

  return {
    deviceId: settings.deviceId,
    publicKey: encodePublicKey(deps.deviceKey.publicKey),
    boot,
    updateFaces: readiness.updateFaces,
    refreshDenyList,
    serve: servePupil(deps, settings, { sdk: readiness.sdk, rules, journal, clock }),
    flush: async () => {
      await denyListWhenDue();
      return flushOnly();
    },
    sendHeartbeat,
    round,
    run: async (isStopped) => {
      while (!isStopped()) {
        await round();
        await deps.sleep(settings.roundEveryMs);
      }
    },
    status: () => {
      const lastSdkFailure = readiness.lastSdkFailure();
      return {
        ready: readiness.isReady(),
        online: isOnline(),
        faces: readiness.sdk.getSdkInfo().user_info_memcount,
        libraryAgeMs: readiness.libraryAgeMs(),
        libraryStale: readiness.libraryAgeMs() > settings.featuresStaleAfterMs,
        backlog: journal.backlog(),
        exposureFen: exposure.total(),
        lastSequence: journal.head().sequence,
        clock: clock.read(),
        ...versionSaid(denyBook.version()),
        ...(lastProblem === undefined ? {} : { lastProblem }),
        ...(lastSdkFailure === undefined ? {} : { lastSdkFailure }),
      };
    },
    sdk: readiness.sdk,
  };
};

const versionSaid = (denyListVersion: number | undefined): { readonly denyListVersion?: number } =>
  denyListVersion === undefined ? {} : { denyListVersion };

const done: E.Either<never, void> = E.right(undefined);

const leftOf = <A>(either: E.Either<A, unknown>): A | undefined => (E.isLeft(either) ? either.left : undefined);
