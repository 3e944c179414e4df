import type { WechatFailure, WechatTrace } from '@facepay/domain';
import { decodeVerified } from '@facepay/wechat-protocol';
import type { BodyRefused } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { WechatAnswer } from './client.ts';
import { refused, unknown } from './failure.ts';

type Succeeded = Extract<WechatAnswer, { type: 'Succeeded' }>;
type Refused = Extract<WechatAnswer, { type: 'Refused' }>;

/** The verified body in the shape we use, or a failure that names paths and never values (INV-88). */
export const readBody =
  <A>(codec: t.Decoder<unknown, A>) =>
  ({ verified, trace }: Succeeded): E.Either<WechatFailure, A> =>
    pipe(
      decodeVerified(codec)(verified),
      E.mapLeft((why) => unknown(reasonOf(why), trace)),
    );

/** For calls where every refusal is the same to us. */
export const succeededOnly = (answer: WechatAnswer): E.Either<WechatFailure, Succeeded> =>
  answer.type === 'Succeeded' ? E.right(answer) : E.left(refused(answer.trace));

/** For reads: a verified "there is none" is a result. */
export const isMissing = ({ trace, code }: Refused): boolean => trace.httpStatus === 404 && missingCodes.has(code);

/** `k12-wire.md` §1.4; every spelling seen. */
const missingCodes: ReadonlySet<string> = new Set(['RESOURCE_NOT_EXISTS', 'NOT_FOUND', 'USER_NOT_EXIST']);

/** Stated by the answer, and not what was asked: proves nothing about what was asked. */
export const mismatch = (trace: WechatTrace, names: readonly string[]): WechatFailure =>
  unknown(`mismatch: ${names.join(', ')}`, trace);

const reasonOf = (why: BodyRefused): string => {
  switch (why.type) {
    case 'JsonRefused':
      return `unreadable: ${why.reason}`;
    case 'WireMismatch': // also a total that is no whole number of fen (BAD-34)
      return `mismatch: ${why.paths.join(', ')}`;
  }
};
