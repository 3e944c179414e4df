import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { decodeWire } from '@facepay/wechat-protocol';
import type { BodyRefused } from '@facepay/wechat-protocol';
import type { FaceAnswer } from './face.ts';
import { parsedBody } from './parsed-body.ts';
import { paramError, wireError } from './wire-error.ts';

const refusal = (refused: BodyRefused): FaceAnswer => {
  if (refused.type === 'JsonRefused') return wireError(400, 'PARAM_ERROR', `请求体不是合法的JSON：${refused.reason}`);
  // Branches of an intersection show up as bare numbers in the path; nobody outside knows them.
  const [first = ''] = refused.paths;
  const steps = first.split('/').filter((step) => step !== '' && !/^\d+$/.test(step));
  return paramError({ field: `/${steps.join('/')}`, issue: '缺失或类型错误' });
};

/** JSON first, then shape: the order of `v3-rules.md` §8. */
export const readBody = <A>(codec: t.Decoder<unknown, A>, body: Uint8Array): E.Either<FaceAnswer, A> =>
  pipe(
    parsedBody(body),
    E.flatMap((json): E.Either<BodyRefused, A> => decodeWire(codec)(json)),
    E.mapLeft(refusal),
  );

interface TextRule {
  readonly field: string;
  readonly value: string | undefined;
  readonly max: number;
  readonly min?: number;
  readonly pattern?: RegExp;
}

/** Length in UTF-16 units and, where given, a pattern; the limits are those of `k12-wire.md` §2. */
export const textFault = (rules: readonly TextRule[]): FaceAnswer | undefined => {
  for (const { field, value, max, min = 1, pattern } of rules) {
    if (value === undefined) continue;
    if (value.length < min || value.length > max)
      return paramError({ field, issue: `字符串长度应在${min}到${max}之间` });
    if (pattern !== undefined && !pattern.test(value)) return paramError({ field, issue: '格式错误' });
    if (/[\u{10000}-\u{10FFFF}]/u.test(value)) return paramError({ field, issue: '包含不支持的字符' });
  }
  return undefined;
};
