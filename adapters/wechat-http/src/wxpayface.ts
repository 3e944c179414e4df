import { createHash } from 'node:crypto';
import type { Clock, FaceAuthinfoRequest, Instant, WechatCallShown, WechatFace, WechatFailure } from '@facepay/domain';
import {
  buildWxpayfaceBody,
  FaceUnionIdBody,
  paths,
  readWxpayfaceAnswer,
  type Transport,
  type V2Signing,
  type WxpayfaceRequest,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatCallTrace } from './call-trace.ts';
import type { WechatAnswer, WechatClient } from './client.ts';
import { refused, unavailable, unknown } from './failure.ts';
import { maskedWords, shownValue } from './masked.ts';
import type { Origin } from './origin.ts';
import { isMissing, readBody } from './read-body.ts';
import { wxpayfaceReason } from './wxpayface-reason.ts';

export interface WxpayfaceDeps {
  /** v3 calls, for the UnionID. */
  readonly client: WechatClient;
  readonly transport: Transport;
  /** The face host; not that of v3. */
  readonly origin: Origin;
  readonly appid: string;
  readonly mchid: string;
  readonly signing: V2Signing;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly timeoutMs: number;
  readonly onTrace?: (trace: WechatCallTrace) => void;
}

/** The permission of an online face terminal, signed in the old way, and what a face_sid stands for (`facepay-device.md` §4, §5). */
export const createHttpWechatFace = (deps: WxpayfaceDeps): WechatFace => ({
  bindingOf: ({ storeId, storeName, device, attach = '' }) =>
    createHash('sha256')
      .update(JSON.stringify([deps.appid, deps.mchid, storeId, storeName, device, attach]), 'utf8')
      .digest('hex'),
  authinfo: (request) => async () => {
    const startedAt = deps.clock.now();
    const asked = toWire(deps, request, startedAt);
    const outcome = await ask(deps, asked);
    deps.onTrace?.(traceOf(outcome, deps.clock.now() - startedAt));
    return pipe(
      outcome,
      E.mapLeft((failure) => ({ ...failure, trace: { ...failure.trace, asked: shown(asked, startedAt) } })),
    );
  },
  unionId: (faceSid) =>
    pipe(
      deps.client.call({ method: 'GET', target: paths.faceUnionId(faceSid, deps.appid) }),
      TE.flatMapEither(toUnionId),
    ),
});

type Granted = { readonly authinfo: string; readonly expiresIn: number };
type Outcome = E.Either<WechatFailure, Granted>;

const toWire = ({ appid, mchid, nonce }: WxpayfaceDeps, request: FaceAuthinfoRequest, at: Instant) => ({
  store_id: request.storeId,
  store_name: request.storeName,
  device_id: request.device,
  ...(request.attach === undefined ? {} : { attach: request.attach }),
  rawdata: request.rawData,
  appid,
  mch_id: mchid,
  now: Math.floor(at / 1000),
  nonce_str: nonce(),
});

const ask = async (deps: WxpayfaceDeps, asked: WxpayfaceRequest): Promise<Outcome> => {
  const result = await deps.transport({
    origin: deps.origin,
    method: 'POST',
    target: paths.wxpayfaceAuthinfo,
    headers: { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8', 'user-agent': 'facepay/0.1' },
    body: buildWxpayfaceBody(asked, deps.signing),
    timeoutMs: deps.timeoutMs,
    bytesMax: answerBytesMax,
  });
  if (result.type === 'NotSent') return E.left(unavailable(result.reason));
  if (result.type === 'OutcomeUnknown') return E.left(unknown(result.reason));
  const { status, body } = result.answer;
  if (status === 429) return E.left(unavailable('too fast', { httpStatus: status }));
  if (status !== 200)
    return E.left(unknown(status >= 500 ? 'server error' : `status ${status}`, { httpStatus: status }));
  return judge(deps, asked, body);
};

/** What does not verify is no answer at all (INV-54), and what is no flat XML is not even parsed (INV-58). */
const judge = ({ signing }: WxpayfaceDeps, { appid, mch_id }: WxpayfaceRequest, body: Uint8Array): Outcome => {
  const answer = readWxpayfaceAnswer(body, { ...signing, appid, mch_id });
  if (E.isLeft(answer)) return E.left(unknown(wxpayfaceReason(answer.left), { httpStatus: 200 }));
  if (answer.right.type === 'AuthinfoGranted')
    return E.right({ authinfo: answer.right.authinfo, expiresIn: answer.right.expiresInSeconds });
  const { code, message } = answer.right;
  return E.left(refused({ httpStatus: 200, code, message: maskedWords(message) }));
};

const toUnionId = (answer: WechatAnswer): E.Either<WechatFailure, string | undefined> => {
  if (answer.type === 'Refused') return isMissing(answer) ? E.right(undefined) : E.left(refused(answer.trace));
  return pipe(
    readBody(FaceUnionIdBody)(answer),
    E.map(({ union_id: unionId }) => unionId),
  );
};

const shown = (asked: WxpayfaceRequest, at: Instant): WechatCallShown => ({
  interface: `POST ${paths.wxpayfaceAuthinfo}`,
  parameters: Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, shownValue(name, String(value))])),
  at,
});

const traceOf = (outcome: Outcome, ms: number): WechatCallTrace => {
  const call = { method: 'POST', path: paths.wxpayfaceAuthinfo, ms };
  if (E.isRight(outcome)) return { ...call, outcome: 'succeeded', httpStatus: 200 };
  const { type, reason, trace } = outcome.left;
  const { message: _, asked: __, ...told } = trace;
  if (type === 'WechatRefused') return { ...call, ...told, outcome: 'refused' };
  return { ...call, ...told, outcome: type === 'WechatUnknown' ? 'unknown' : 'unavailable', reason };
};

/** Far above an authinfo of 4096 characters. */
const answerBytesMax = 64 * 1024;
