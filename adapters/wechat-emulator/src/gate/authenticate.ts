import * as E from 'fp-ts/lib/Either.js';
import { parseAuthorization, readTimestampMs, requestText, singleHeader, verifyRsa } from '@facepay/wechat-protocol';
import type { Authorization, HttpRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { FaceAnswer } from '../wire/face.ts';
import { wireError } from '../wire/wire-error.ts';

const refused = (message: string, detail: object): E.Either<FaceAnswer, never> =>
  E.left(wireError(401, 'SIGN_ERROR', message, detail));

const malformed = (issue: string) =>
  refused('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》', {
    field: 'authorization',
    location: 'header',
    issue,
  });

/** The lines before the body, and the beginning of it: enough to compare, without repeating a credential in an error. */
const truncated = (request: HttpRequest, { timestamp, nonce }: Authorization): string => {
  const start = Buffer.from(request.body.subarray(0, 8)).toString('utf8');
  return `${request.method}\n${request.target}\n${timestamp}\n${nonce}\n${start}`;
};

/** The details of `k12-wire.md` §1.4 and `v3-rules.md` §2. */
const wrongSignature = (request: HttpRequest, authorization: Authorization, textLength: number) =>
  refused('错误的签名，验签失败', {
    field: 'signature',
    location: 'authorization',
    issue: 'sign not match',
    sign_information: {
      method: request.method,
      url: request.target,
      truncated_sign_message: truncated(request, authorization),
      sign_message_length: textLength,
    },
  });

/** The request signature over the exact bytes, before anything of them is read (`v3-rules.md` §2). */
export const authenticate = (engine: Engine, request: HttpRequest): E.Either<FaceAnswer, void> => {
  const header = singleHeader(request.headers, 'authorization');
  if (header === undefined) return malformed('缺少Authorization头');
  const parsed = parseAuthorization(header);
  if (E.isLeft(parsed)) return malformed(parsed.left.reason);
  const authorization = parsed.right;
  const keys = engine.keyRoom.keys();
  if (authorization.mchid !== keys.mchid)
    return refused('商户号不存在', { field: 'mchid', location: 'authorization', issue: '商户号不存在' });
  const merchantKey = engine.keyRoom.merchantKeyOf(authorization.serialNo);
  if (merchantKey === undefined)
    return refused('商户证书序列号有误。请使用签名私钥匹配的证书序列号', {
      field: 'serial_no',
      location: 'authorization',
      issue: 'unknown serial',
    });
  const sentAt = readTimestampMs(authorization.timestamp);
  if (sentAt === undefined || Math.abs(engine.clock.now() - sentAt) > engine.settings.requestSkewMaxMs)
    return refused('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟', {
      field: 'timestamp',
      location: 'authorization',
      issue: 'timestamp out of window',
    });
  const { method, target, body } = request;
  const { timestamp, nonce, signature } = authorization;
  const text = requestText({ method, target, timestamp, nonce, body });
  return verifyRsa(merchantKey, text, signature)
    ? E.right(undefined)
    : wrongSignature(request, authorization, text.length);
};

/** The live gateway refuses a request without these headers before it looks further. */
export const headerFault = ({ headers }: HttpRequest): FaceAnswer | undefined => {
  const missing = ['accept', 'user-agent'].find((name) => (headers[name] ?? []).length === 0);
  if (missing !== undefined)
    return wireError(400, 'PARAM_ERROR', 'Http头缺少Accept或User-Agent', {
      field: missing,
      location: 'header',
      issue: '缺失',
    });
  const accepted = (headers['accept'] ?? []).join(',');
  return /application\/(json|\*)|\*\/\*/.test(accepted)
    ? undefined
    : wireError(406, 'PARAM_ERROR', 'Http头Accept不支持', { field: 'accept', location: 'header', issue: accepted });
};
