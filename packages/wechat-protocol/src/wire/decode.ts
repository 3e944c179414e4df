import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { utf8 } from '../bytes.ts';
import { type JsonLimits, type JsonRefused, parseJson } from '@facepay/safe-json';
import type { Verified } from '../verify-answer.ts';

/** The shape is not the expected one. Paths only, no values: bodies carry names and credentials (INV-88). */
export type WireMismatch = { readonly type: 'WireMismatch'; readonly paths: readonly string[] };
export type BodyRefused = JsonRefused | WireMismatch;

/** Decodes an already parsed value. */
export const decodeWire =
  <A>(codec: t.Decoder<unknown, A>) =>
  (value: unknown): E.Either<WireMismatch, A> => {
    const decoded = codec.decode(value);
    return E.isLeft(decoded) ? E.left(toMismatch(decoded.left)) : decoded;
  };

/** Decodes the body of an answer or a notice; asks for proof that its signature held (INV-45). */
export const decodeVerified =
  <A>(codec: t.Decoder<unknown, A>, limits?: Partial<JsonLimits>) =>
  (verified: Verified): E.Either<BodyRefused, A> =>
    decodeBody(codec, limits)(verified.body);

/** Decodes bytes that need no WeChat signature: requests at the emulator, decrypted plaintexts, error answers. */
export const decodeBody =
  <A>(codec: t.Decoder<unknown, A>, limits?: Partial<JsonLimits>) =>
  (body: Uint8Array | string): E.Either<BodyRefused, A> => {
    const parsed = parseJson(body, limits);
    return E.isLeft(parsed) ? parsed : decodeWire(codec)(parsed.right);
  };

/** The one place where a body becomes bytes: what is signed is then sent unchanged (INV-57). */
export const jsonBody = (value: object): Uint8Array => utf8(JSON.stringify(value));

const toMismatch = (errors: t.Errors): WireMismatch => ({
  type: 'WireMismatch',
  paths: errors.slice(0, 20).map(({ context }) => context.map(({ key }) => key).join('/')),
});
