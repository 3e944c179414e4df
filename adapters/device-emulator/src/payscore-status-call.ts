import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { callJson, jsonBytes } from './http-calls.ts';

/** What the emulated WeChat tells the SDK about the face before the camera. */
const told = t.union([
  t.type({ type: t.literal('authorised'), openid: t.string, faceSid: t.string }),
  t.type({ type: t.literal('dialog'), dialogId: t.string, missing: t.array(t.string) }),
  t.intersection([
    t.type({ type: t.literal('refused'), returnCode: t.string, message: t.string }),
    t.partial({ errCode: t.number }),
  ]),
]);
export type PayscoreStatusTold = t.TypeOf<typeof told> | { readonly type: 'no-answer' };

/** The SDK's own way to WeChat: to the emulator at `origin`. */
export interface PayscoreStatusCalls {
  readonly ask: (asked: object) => Promise<PayscoreStatusTold>;
  /** What the user chose at the page. */
  readonly answerDialog: (dialogId: string, agrees: boolean) => Promise<PayscoreStatusTold>;
}

export const createPayscoreStatusCalls = (http: Transport, origin: string): PayscoreStatusCalls => {
  const post = async (target: string, body: object): Promise<PayscoreStatusTold> => {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const answer = await callJson(http, { origin, method: 'POST', target, headers, body: jsonBytes(body) }, told);
    return E.isRight(answer) ? answer.right : { type: 'no-answer' };
  };
  return {
    ask: (asked) => post('/_emulator/face/payscore-status', asked),
    answerDialog: (dialogId, agrees) => post(`/_emulator/face/dialogs/${encodeURIComponent(dialogId)}`, { agrees }),
  };
};
