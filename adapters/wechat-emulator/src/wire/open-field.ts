import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decryptField } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { FaceAnswer } from './face.ts';
import { paramError } from './wire-error.ts';

/** Decrypts the sensitive fields of one request with the key its `Wechatpay-Serial` names (`k12-wire.md` §1.3). */
export const fieldOpener =
  (engine: Engine, serial: string | undefined) =>
  (field: string, value: string | undefined): E.Either<FaceAnswer, string | undefined> => {
    if (value === undefined) return E.right(undefined);
    if (serial === undefined) return E.left(paramError({ field: 'Wechatpay-Serial', issue: '缺少加密证书序列号' }));
    const key = engine.keyRoom.fieldKey(serial);
    if (key === undefined)
      return E.left(paramError({ field: 'Wechatpay-Serial', issue: '证书序列号有误', value: serial }));
    return pipe(
      decryptField(key, value),
      E.mapLeft(() => paramError({ field, issue: '敏感字段解密失败' })),
    );
  };
