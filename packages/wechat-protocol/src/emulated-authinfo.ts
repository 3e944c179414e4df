import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { utf8 } from './bytes.ts';
import { mintingLabelPattern, mintingSecretBytes } from './minting-key.ts';
import type { MintingKey } from './minting-key.ts';
import { decodeBody } from './wire/decode.ts';
import { wholeNumber } from './wire/whole-number.ts';

/** Whom an authinfo was issued for. */
export interface AuthinfoBinding {
  readonly deviceId: string;
  readonly organizationId: string;
  readonly spMchid: string;
  readonly subMchid: string;
}

/** An authinfo as the emulator issues it: opaque to our server, read by the emulated device. */
export interface EmulatedAuthinfo extends AuthinfoBinding {
  readonly issuedAtMs: number;
  /** 36 hours after issue, whatever `expires_in` said (`k12-wire.md` §5.12). */
  readonly expiresAtMs: number;
  readonly mintingKey: MintingKey;
}

export type AuthinfoRefusal = { readonly type: 'AuthinfoMalformed' | 'AuthinfoForged' | 'AuthinfoExpired' };

export const authinfoLifeMs = 36 * 3_600_000;

/** The emulator issues it under its own secret. */
export const issueAuthinfo = (
  emulatorSecret: Uint8Array,
  binding: AuthinfoBinding,
  mintingKey: MintingKey,
  issuedAtMs: number,
): string => {
  const payload = encodeBase64(
    utf8(
      JSON.stringify(
        AuthinfoPayload.encode({
          ...binding,
          issuedAtMs,
          label: mintingKey.label,
          secret: encodeBase64(new Uint8Array(mintingKey.secret.export())),
        }),
      ),
    ),
  );
  return `${payload}.${encodeBase64(macOf(emulatorSecret, payload))}`;
};

/** The device reads its minting key and binding; it cannot check the origin and need not. */
export const readAuthinfo = (authinfo: string): E.Either<AuthinfoRefusal, EmulatedAuthinfo> => {
  const [payload, mac, ...more] = authinfo.split('.', 3);
  const bytes = payload === undefined ? undefined : decodeBase64(payload, payloadBytesMax);
  if (bytes === undefined || mac === undefined || more.length > 0) return malformed;
  return pipe(
    decodeBody(AuthinfoPayload)(bytes),
    E.mapLeft(() => ({ type: 'AuthinfoMalformed' }) as const),
    E.flatMap(toAuthinfo),
  );
};

/** The emulator checks an authinfo presented back, for instance as the bearer that fetches face features. */
export const verifyAuthinfo = (
  emulatorSecret: Uint8Array,
  authinfo: string,
  nowMs: number,
): E.Either<AuthinfoRefusal, EmulatedAuthinfo> => {
  const [payload, mac] = authinfo.split('.', 3);
  const given = mac === undefined ? undefined : decodeBase64(mac, macBytes);
  if (payload === undefined || payload.length > authinfoLengthMax || given === undefined) return malformed;
  const expected = macOf(emulatorSecret, payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return E.left({ type: 'AuthinfoForged' });
  return pipe(
    readAuthinfo(authinfo),
    E.flatMap((read) => (nowMs < read.expiresAtMs ? E.right(read) : E.left({ type: 'AuthinfoExpired' as const }))),
  );
};

const macBytes = 32;
const payloadBytesMax = 3000;
const authinfoLengthMax = 4096;

const AuthinfoPayload = t.strict({
  deviceId: t.string,
  organizationId: t.string,
  spMchid: t.string,
  subMchid: t.string,
  issuedAtMs: wholeNumber('InstantMs'),
  label: t.string,
  secret: t.string,
});

const malformed: E.Either<AuthinfoRefusal, never> = E.left({ type: 'AuthinfoMalformed' });

const macOf = (emulatorSecret: Uint8Array, payload: string): Uint8Array =>
  createHmac('sha256', emulatorSecret).update(`authinfo\n${payload}`).digest();

const toAuthinfo = ({
  label,
  secret,
  ...rest
}: t.TypeOf<typeof AuthinfoPayload>): E.Either<AuthinfoRefusal, EmulatedAuthinfo> => {
  const secretBytes = decodeBase64(secret, mintingSecretBytes);
  if (secretBytes?.length !== mintingSecretBytes || !mintingLabelPattern.test(label)) return malformed;
  return E.right({
    ...rest,
    expiresAtMs: rest.issuedAtMs + authinfoLifeMs,
    mintingKey: { label, secret: createSecretKey(secretBytes) },
  });
};
