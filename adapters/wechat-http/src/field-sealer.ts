import type { WechatFailure } from '@facepay/domain';
import { encryptField, type KeyRing, type VerificationKey } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { unavailable } from './failure.ts';
import type { PlatformKeys } from './platform-keys.ts';

/** Encrypts one field, named as it is on the wire; nothing stays nothing. Left: too long to encrypt. */
export type SealField = (field: string, text: string | undefined) => E.Either<WechatFailure, string | undefined>;

export interface FieldSealer {
  /** Goes with the request as `Wechatpay-Serial`: the key that `seal` encrypts with. */
  readonly serial: string;
  readonly seal: SealField;
}

/**
 * The sealer of one request (`k12-wire.md` §1.3, `v3-rules.md` §6): one key for all its fields, a fresh seed for each.
 * Left: no key is known, and none could be downloaded; nothing is sent then.
 */
export const openFieldSealer =
  (keys: PlatformKeys, fieldSeed: () => Uint8Array): TaskEither<WechatFailure, FieldSealer> =>
  async () => {
    if (encryptionKeyOf(keys.ring()) === undefined) await keys.renew();
    const key = encryptionKeyOf(keys.ring());
    if (key === undefined) return E.left(unavailable('no key to encrypt with'));
    return E.right({ serial: key.serial, seal: sealWith(key, fieldSeed) });
  };

/** The WeChat Pay public key where there is one, else the certificate that expires last (`v3-rules.md` §4). */
export const encryptionKeyOf = ({ keys }: KeyRing): VerificationKey | undefined =>
  keys.find(({ kind }) => kind === 'publicKey') ??
  keys.reduce<VerificationKey | undefined>((best, key) => (expiryOf(key) > expiryOf(best) ? key : best), undefined);

const expiryOf = (key: VerificationKey | undefined): number => key?.expiresAtMs ?? 0;

const sealWith =
  ({ publicKey }: VerificationKey, fieldSeed: () => Uint8Array): SealField =>
  (field, text) => {
    if (text === undefined) return E.right(undefined);
    return pipe(
      encryptField(publicKey, text, fieldSeed()),
      E.mapLeft(() => tooLong(field)),
    );
  };

/** As WeChat would answer; it need not be asked. */
const tooLong = (field: string): WechatFailure => ({ type: 'WechatRefused', reason: `too long: ${field}`, trace: {} });
