import type { Clock, Instant } from '@facepay/domain';
import { createKeyRing, paths, readCertificates, verifyAnswer } from '@facepay/wechat-protocol';
import type { ApiV3Key, KeyRing, ReceivedAnswer, VerificationKey } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { Refreshing } from './config.ts';
import type { SignedExchange } from './signed-exchange.ts';

/** The keys WeChat Pay signs with, as known now; for answers here and for notices at the server. */
export interface PlatformKeys {
  /** All usable ones at once, chosen by serial; expired ones and our own certificate are not among them (INV-55). */
  readonly ring: () => KeyRing;
  /** For an unknown serial: downloads, at most once a minute for all callers together; a failure leaves the ring as it is. */
  readonly renew: () => Promise<void>;
  /** For a process's own schedule: downloads if the last good download is 12 hours old. */
  readonly renewIfDue: () => Promise<void>;
}

export interface PlatformKeysDeps {
  readonly exchange: SignedExchange;
  /** Configured public key and certificates. */
  readonly configured: readonly VerificationKey[];
  readonly apiV3Keys: readonly ApiV3Key[];
  /** Serial of the merchant's own certificate: never WeChat's. */
  readonly merchantSerialNo: string;
  readonly refreshing: Refreshing;
  readonly clock: Clock;
}

export const createPlatformKeys = (deps: PlatformKeysDeps): PlatformKeys => {
  const { clock, refreshing, exchange } = deps;
  const ringOf = (keys: readonly VerificationKey[]): KeyRing =>
    createKeyRing(keys, { ownSerials: [deps.merchantSerialNo] });
  let downloaded: readonly VerificationKey[] = [];
  let triedAt: Instant | undefined;
  let renewedAt: Instant | undefined;
  let underWay: Promise<void> | undefined;

  let kept: KeptRing | undefined;
  /** The same ring until a key expires, another is downloaded or the clock steps back. */
  const ring = (): KeyRing => {
    const now = clock.now();
    if (kept !== undefined && kept.since <= now && now < kept.until) return kept.ring;
    const keys = [...deps.configured, ...downloaded].filter(isCurrent(now));
    const until = Math.min(...keys.map(({ expiresAtMs = Infinity }) => expiresAtMs));
    kept = { ring: ringOf(keys), since: now, until };
    return kept.ring;
  };

  const download = async (): Promise<void> => {
    const result = await exchange({ method: 'GET', target: paths.certificates });
    if (result.type !== 'Answered') return;
    const listed = readCertificates(deps.apiV3Keys, result.answer);
    if (E.isLeft(listed)) return;
    if (!isGenuine(ringOf([...ring().keys, ...listed.right]), listed.right, result.answer, clock.now())) return;
    downloaded = merge(downloaded, listed.right).filter(isCurrent(clock.now()));
    kept = undefined;
    renewedAt = clock.now();
  };

  const renew = async (): Promise<void> => {
    if (underWay !== undefined) return underWay;
    if (triedAt !== undefined && clock.now() - triedAt < refreshing.gapMs) return undefined;
    triedAt = clock.now();
    underWay = download().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return {
    ring,
    renew,
    renewIfDue: async () => {
      if (renewedAt === undefined || clock.now() - renewedAt >= refreshing.everyMs) await renew();
    },
  };
};

interface KeptRing {
  readonly ring: KeyRing;
  readonly since: Instant;
  /** Epoch milliseconds; infinite where no key ever expires. */
  readonly until: number;
}

/**
 * The APIv3 key opened the certificates, now one of them, or a key known before, must have signed the list
 * (`v3-rules.md` §3). An empty list adds nothing, so there is nothing to believe.
 */
const isGenuine = (ring: KeyRing, listed: readonly VerificationKey[], answer: ReceivedAnswer, now: Instant): boolean =>
  listed.length === 0 || E.isRight(verifyAnswer(ring, answer.headers, answer.body, now));

const merge = (known: readonly VerificationKey[], listed: readonly VerificationKey[]): readonly VerificationKey[] => [
  ...new Map([...known, ...listed].map((key) => [key.serial, key])).values(),
];

const isCurrent =
  (now: Instant) =>
  ({ expiresAtMs }: VerificationKey): boolean =>
    expiresAtMs === undefined || now < expiresAtMs;
