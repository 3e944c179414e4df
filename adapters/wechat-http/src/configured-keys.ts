import {
  type ApiV3Key,
  apiV3Key,
  certificateToVerificationKey,
  publicKeyToVerificationKey,
  type VerificationKey,
} from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { WechatHttpConfig } from './config.ts';

export interface ConfiguredKeys {
  readonly verification: readonly VerificationKey[];
  readonly apiV3Keys: readonly ApiV3Key[];
}
export interface WechatConfigInvalid {
  readonly type: 'WechatConfigInvalid';
  /** Which setting, and why; never its value. */
  readonly setting: string;
  readonly reason: string;
}

export const configInvalid =
  (setting: string) =>
  ({ type: reason }: { readonly type: string }): WechatConfigInvalid => ({
    type: 'WechatConfigInvalid',
    setting,
    reason,
  });

/** Keys as text, made into key objects once, at the start. */
export const readConfiguredKeys = ({
  publicKey,
  platformCertificates = [],
  apiV3Keys,
}: WechatHttpConfig): E.Either<WechatConfigInvalid, ConfiguredKeys> =>
  pipe(
    E.Do,
    E.bind('apiV3Keys', () => pipe(apiV3Keys, E.traverseArray(apiV3Key), E.mapLeft(configInvalid('apiV3Keys')))),
    E.bind('certificates', () =>
      pipe(
        platformCertificates,
        E.traverseArray(certificateToVerificationKey),
        E.mapLeft(configInvalid('platformCertificates')),
      ),
    ),
    E.bind('publicKeys', () =>
      pipe(
        publicKey === undefined ? [] : [publicKey],
        E.traverseArray(({ id, pem }) => publicKeyToVerificationKey(id, pem)),
        E.mapLeft(configInvalid('publicKey')),
      ),
    ),
    E.map((read) => ({ verification: [...read.publicKeys, ...read.certificates], apiV3Keys: read.apiV3Keys })),
  );
