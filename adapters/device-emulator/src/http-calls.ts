import { parseJson } from '@facepay/wechat-protocol';
import type { OutgoingCall, Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/** Why a call brought nothing: no answer at all, an answer that says no, or one that cannot be read. */
export type CallProblem =
  | { readonly type: 'NoAnswer'; readonly reason: string }
  | { readonly type: 'Refused'; readonly status: number; readonly detail: string }
  | { readonly type: 'AnswerUnreadable'; readonly reason: string };

export type Call = Omit<OutgoingCall, 'timeoutMs' | 'bytesMax'>;

/** Sends a call and reads a 2xx answer with the codec; an empty body is read as undefined. */
export const callJson = async <A>(
  http: Transport,
  call: Call,
  codec: t.Type<A, unknown>,
): Promise<E.Either<CallProblem, A>> => {
  const result = await http({ ...call, timeoutMs: callTimeoutMs, bytesMax: answerBytesMax });
  if (result.type !== 'Answered') return E.left({ type: 'NoAnswer', reason: result.reason });
  const { status, body } = result.answer;
  if (status < 200 || status > 299)
    return E.left({ type: 'Refused', status, detail: Buffer.from(body).toString('utf8', 0, detailBytesMax) });
  const json =
    body.length === 0
      ? E.right(undefined)
      : parseJson(body, { bytesMax: answerBytesMax, membersMax: answerMembersMax });
  if (E.isLeft(json)) return E.left({ type: 'AnswerUnreadable', reason: json.left.reason });
  const decoded = codec.decode(json.right);
  return E.isLeft(decoded) ? E.left({ type: 'AnswerUnreadable', reason: `not ${codec.name}` }) : decoded;
};

export const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/** Long enough for 4 MiB of vouchers over a school's uplink. */
const callTimeoutMs = 30_000;
const detailBytesMax = 2000;
/** 50,000 faces, at some 300 bytes and a dozen members each. */
const answerBytesMax = 16 * 1024 * 1024;
const answerMembersMax = 700_000;
