import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { parseJson } from '@facepay/wechat-protocol';
import { canonicalForm } from '../money-truth/payscore-canonical.ts';
import type { FaceAnswer } from './face.ts';
import { readBody } from './read-body.ts';

/** A request body and the form in which it is compared with an earlier one (`payscore-wire.md` §8). */
export interface PayscoreRequest<A> {
  readonly body: A;
  readonly canonical: string;
}

export const readPayscoreRequest = <A>(
  codec: t.Decoder<unknown, A>,
  bytes: Uint8Array,
): E.Either<FaceAnswer, PayscoreRequest<A>> =>
  pipe(
    readBody(codec, bytes),
    E.map((body) => ({
      body,
      canonical: pipe(
        parseJson(bytes),
        E.match(() => '', canonicalForm),
      ),
    })),
  );
