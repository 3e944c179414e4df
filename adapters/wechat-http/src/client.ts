import type { Clock, Instant, WechatFailure, WechatTrace } from '@facepay/domain';
import { decodeVerified, ErrorBody, singleHeader, verifyAnswer } from '@facepay/wechat-protocol';
import type { ReceivedAnswer, SignatureRefusal, TransportResult, Verified } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { shownPath, type WechatCallTrace } from './call-trace.ts';
import { callShown } from './call-shown.ts';
import { unavailable, unknown } from './failure.ts';
import { maskedWords } from './masked.ts';
import type { PlatformKeys } from './platform-keys.ts';
import type { Exchange, SignedExchange } from './signed-exchange.ts';

interface WechatCall extends Exchange {
  /** A deduction: "too fast" leaves its outcome unknown, too (INV-9). */
  readonly movesMoney?: true;
}
/** Both kinds carry a signature that held. */
export type WechatAnswer =
  | { readonly type: 'Succeeded'; readonly verified: Verified; readonly trace: WechatTrace }
  | { readonly type: 'Refused'; readonly code: string; readonly words: string; readonly trace: WechatTrace };

export interface WechatClient {
  readonly call: (call: WechatCall) => TaskEither<WechatFailure, WechatAnswer>;
}
export interface WechatClientDeps {
  readonly exchange: SignedExchange;
  readonly keys: PlatformKeys;
  readonly clock: Clock;
  readonly onTrace?: ((trace: WechatCallTrace) => void) | undefined;
}

/** Sends, verifies, and only then reads (INV-45). What does not verify is no answer at all (INV-54). */
export const createWechatClient = (deps: WechatClientDeps): WechatClient => ({
  call: (call) => async () => {
    const startedAt = deps.clock.now();
    const result = await deps.exchange(call);
    const outcome = withCall(await judge(deps, call, result), call, startedAt);
    deps.onTrace?.(toCallTrace(call, outcome, deps.clock.now() - startedAt));
    return outcome;
  },
});

type Outcome = E.Either<WechatFailure, WechatAnswer>;

const judge = async (deps: WechatClientDeps, call: WechatCall, result: TransportResult): Promise<Outcome> => {
  switch (result.type) {
    case 'NotSent':
      return E.left(unavailable(result.reason));
    case 'OutcomeUnknown':
      return E.left(unknown(result.reason));
    case 'Answered':
      return judgeAnswer(deps, call, result.answer);
  }
};

/** For the support report (FAQ 2.1). A deduction keeps its own record, and the common one must not be slowed down. */
const withCall = (outcome: Outcome, call: WechatCall, at: Instant): Outcome => {
  if (call.movesMoney) return outcome;
  const asked = callShown(call, at);
  return E.isLeft(outcome)
    ? E.left({ ...outcome.left, trace: { ...outcome.left.trace, asked } })
    : E.right({ ...outcome.right, trace: { ...outcome.right.trace, asked } });
};

const judgeAnswer = async (deps: WechatClientDeps, call: WechatCall, answer: ReceivedAnswer): Promise<Outcome> => {
  const { status } = answer;
  const trace = toTrace(answer);
  // Signed or not, these two decide nothing but when to ask again.
  if (status === 429) return E.left((call.movesMoney ? unknown : unavailable)('too fast', trace));
  if (status >= 500) return E.left(unknown('server error', trace));
  const succeeded = status === 200 || status === 204;
  if (!succeeded && (status < 400 || status > 499)) return E.left(unknown(`status ${status}`, trace));
  const verified = await verify(deps, answer);
  if (E.isLeft(verified)) return E.left(unknown(reasonOf(verified.left), trace));
  if (succeeded) return E.right({ type: 'Succeeded', verified: verified.right, trace });
  const error = decodeVerified(ErrorBody)(verified.right);
  if (E.isLeft(error)) return E.left(unknown('refusal unreadable', trace));
  const { code, message: words = '' } = error.right;
  return E.right({ type: 'Refused', code, words, trace: { ...trace, code, message: maskedWords(words) } });
};

/** An unknown serial may be a new one: fetch the certificates, then verify the same bytes once more (INV-55). */
const verify = async ({ keys, clock }: WechatClientDeps, { headers, body }: ReceivedAnswer) => {
  const first = verifyAnswer(keys.ring(), headers, body, clock.now());
  if (E.isRight(first) || first.left.type !== 'SerialUnknown') return first;
  await keys.renew();
  return verifyAnswer(keys.ring(), headers, body, clock.now());
};

const reasonOf = (refusal: SignatureRefusal): string =>
  refusal.type === 'SignatureWrong' && refusal.probe ? 'probe' : refusal.type;

const toTrace = ({ status, headers }: ReceivedAnswer): WechatTrace => {
  const requestId = singleHeader(headers, 'request-id');
  return { httpStatus: status, ...(requestId !== undefined && { requestId: requestId.slice(0, 128) }) };
};

const toCallTrace = ({ method, target }: WechatCall, outcome: Outcome, ms: number): WechatCallTrace => {
  const told = E.isLeft(outcome)
    ? { outcome: outcome.left.type === 'WechatUnavailable' ? 'unavailable' : 'unknown', reason: outcome.left.reason }
    : { outcome: outcome.right.type === 'Refused' ? 'refused' : 'succeeded' };
  const { message: _, asked: __, ...trace } = E.isLeft(outcome) ? outcome.left.trace : outcome.right.trace;
  return { method, path: shownPath(target), ...told, ...trace, ms };
};
