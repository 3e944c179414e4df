import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import {
  PayscoreCancelRequest,
  PayscoreCompleteRequest,
  PayscoreMessageRequest,
  type PayscoreMode,
  PayscoreModifyRequest,
  PayscorePartnerCancelRequest,
  PayscorePartnerCompleteRequest,
  PayscorePartnerModifyRequest,
  PayscorePartnerSyncRequest,
  PayscoreSyncRequest,
} from '@facepay/wechat-protocol';
import {
  decidePayscoreCancel,
  decidePayscoreModify,
  decidePayscoreSync,
} from '../money-truth/decide-payscore-change.ts';
import { decidePayscoreComplete } from '../money-truth/decide-payscore-complete.ts';
import { decidePayscoreMessage } from '../money-truth/decide-payscore-message.ts';
import { outOfRange, unlessRefused } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { completedBody, namedBody, payscoreBody } from './payscore-body.ts';
import { changePayscoreFace } from './payscore-change.ts';
import { payscoreTextFault } from './payscore-text.ts';

type FaceOfMode = (mode: PayscoreMode) => Face;

/** `…/complete` (`payscore-wire.md` §4.4). */
export const completePayscoreFace: FaceOfMode = changePayscoreFace<
  PayscoreCompleteRequest | PayscorePartnerCompleteRequest
>({
  codecs: { direct: PayscoreCompleteRequest, partner: PayscorePartnerCompleteRequest },
  decide: ({ body, ...facts }) =>
    pipe(
      unlessRefused(
        payscoreTextFault([
          { field: 'goods_tag', value: body.goods_tag, max: 32 },
          { field: 'device.end_device_id', value: body.device?.end_device_id, max: 64 },
        ]),
      ),
      E.flatMap(() => decidePayscoreComplete({ ...facts, request: body })),
    ),
  body: (order, settings) => completedBody(order, settings.payscoreCompleteDescription),
});

/** `…/modify` (§4.5). */
export const modifyPayscoreFace: FaceOfMode = changePayscoreFace<PayscoreModifyRequest | PayscorePartnerModifyRequest>({
  codecs: { direct: PayscoreModifyRequest, partner: PayscorePartnerModifyRequest },
  decide: ({ body, ...facts }) =>
    pipe(
      unlessRefused(payscoreTextFault([{ field: 'reason', value: body.reason, max: 50 }])),
      E.flatMap(() => decidePayscoreModify({ ...facts, request: body })),
    ),
  body: payscoreBody,
});

/** `…/cancel` (§4.3): the longer of the two documented lengths is taken. */
export const cancelPayscoreFace: FaceOfMode = changePayscoreFace<PayscoreCancelRequest | PayscorePartnerCancelRequest>({
  codecs: { direct: PayscoreCancelRequest, partner: PayscorePartnerCancelRequest },
  decide: ({ body, ...facts }) =>
    pipe(
      unlessRefused(payscoreTextFault([{ field: 'reason', value: body.reason, max: 50 }])),
      E.flatMap(() => decidePayscoreCancel(facts)),
    ),
  body: namedBody,
});

/** `…/sync` (§4.6). */
export const syncPayscoreFace: FaceOfMode = changePayscoreFace<PayscoreSyncRequest | PayscorePartnerSyncRequest>({
  codecs: { direct: PayscoreSyncRequest, partner: PayscorePartnerSyncRequest },
  decide: ({ body, ...facts }) =>
    pipe(
      unlessRefused(body.type === 'Order_Paid' ? undefined : outOfRange('type')),
      E.flatMap(() => decidePayscoreSync({ ...facts, paidTime: body.detail.paid_time })),
    ),
  body: payscoreBody,
});

interface PayRequest {
  readonly appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly service_id?: string | undefined;
}
const maybeText = t.union([t.string, t.undefined]);

/** `…/pay` (§4.7): one attempt out of turn. */
export const payPayscoreFace: FaceOfMode = changePayscoreFace<PayRequest>({
  codecs: {
    direct: t.type({ appid: t.string, service_id: t.string }),
    partner: t.type({ sub_mchid: t.string, service_id: maybeText }),
  },
  decide: ({ order, engine }) => engine.payscore.charge(order, 'merchant'),
  body: namedBody,
});

/** `…/send-pendingmessage` and `…/send-prepaidmessage` (§4.9): no `appid` in either mode. */
export const messagePayscoreFace = (kind: 'pending' | 'prepaid'): FaceOfMode =>
  changePayscoreFace<PayscoreMessageRequest & PayRequest>({
    codecs: { direct: PayscoreMessageRequest, partner: PayscoreMessageRequest },
    decide: ({ body, ...facts }) => decidePayscoreMessage({ ...facts, kind, request: body }),
    withoutAppid: true,
  });
