import type { Fen, PayscoreBill, PayscoreOrderNo, PermissionOf, WechatFailure } from '@facepay/domain';
import {
  jsonBody,
  PayscoreBillBody,
  PayscoreMessageRequest,
  payscorePaths,
  PayscoreQuotasBody,
  PayscoreRiskBody,
  PayscoreRiskRequest,
  PayscoreSceneBody,
  PayscoreSceneRequest,
} from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatClient } from './client.ts';
import { toSums } from './payscore-parts.ts';
import { type PayscoreSettings, subMchidOf } from './payscore-settings.ts';
import { readBody, succeededOnly } from './read-body.ts';

/** Calls of Pay Score that nothing in the platform depends on (`payscore-wire.md` §4.9, §10.4): thin, in WeChat's words. */
export interface PayscoreExtras {
  /** `send-pendingmessage`, `send-prepaidmessage`: each once an order. `chargeOn`: `yyyyMMdd`. */
  readonly sendMessage: (
    kind: 'pending' | 'prepaid',
    no: PayscoreOrderNo,
    bill: PayscoreBill & { readonly chargeOn: string },
  ) => TaskEither<WechatFailure, void>;
  readonly assessRisk: (of: PermissionOf, goods?: readonly RiskGoods[]) => TaskEither<WechatFailure, PayscoreRiskBody>;
  /** Partner mode only. */
  readonly applyForScene: (request: {
    readonly code: string;
    readonly notifyUrl?: string;
    /** Who places the order of that payment. */
    readonly payment: { readonly mchid: string; readonly subMchid: string };
  }) => TaskEither<WechatFailure, PayscoreSceneBody>;
  /** Partner mode only. */
  readonly quotas: (riskLevelVersion: number) => TaskEither<WechatFailure, PayscoreQuotasBody>;
  /** Direct mode only; `day`: `yyyy-MM-dd`. The files themselves are sealed, their keys wrapped. */
  readonly bill: (day: string) => TaskEither<WechatFailure, PayscoreBillBody>;
}
interface RiskGoods {
  readonly name: string;
  readonly picture: string;
  readonly amount: Fen;
  readonly count: number;
}

export const createPayscoreExtras = (client: WechatClient, settings: PayscoreSettings): PayscoreExtras => {
  const { serviceId: service_id, appid, party } = settings;
  const sub_mchid = subMchidOf(settings);
  const post = (target: string, body: object) =>
    pipe(client.call({ method: 'POST', target, body: jsonBody(body) }), TE.flatMapEither(succeededOnly));
  const get = (target: string) => pipe(client.call({ method: 'GET', target }), TE.flatMapEither(succeededOnly));
  return {
    sendMessage: (kind, no, { chargeOn, ...bill }) => {
      const request = { service_id, sub_mchid, ...toSums(bill), prepaid_time: chargeOn };
      const target = payscorePaths.order(party.mode, no, `send-${kind}message`);
      return pipe(post(target, PayscoreMessageRequest.encode(request)), TE.asUnit);
    },
    assessRisk: (of, goods) => {
      const user = of.type === 'code' ? { authorization_code: of.code } : { openid: of.openid };
      const request = { service_id, appid, ...user, shopping_info: goods === undefined ? undefined : { goods } };
      const target = payscorePaths.assessRisk(party.mode, sub_mchid);
      return pipe(post(target, PayscoreRiskRequest.encode(request)), TE.flatMapEither(readBody(PayscoreRiskBody)));
    },
    applyForScene: ({ code, notifyUrl, payment }) => {
      const request = PayscoreSceneRequest.encode({
        service_id,
        appid,
        sub_mchid: sub_mchid ?? '',
        authorization_code: code,
        notify_url: notifyUrl,
        scene: 'TRANSACTION',
        transaction_scene_info: { mchid: payment.mchid, sub_mchid: payment.subMchid },
      });
      return pipe(post(payscorePaths.applyForScene, request), TE.flatMapEither(readBody(PayscoreSceneBody)));
    },
    quotas: (version) => {
      const query = { sub_mchid: sub_mchid ?? '', appid, risk_level_version: String(version) };
      return pipe(get(payscorePaths.quotas(service_id, query)), TE.flatMapEither(readBody(PayscoreQuotasBody)));
    },
    bill: (day) => {
      const query = { bill_date: day, service_id, encryption_algorithm: 'AEAD_AES_256_GCM' };
      return pipe(get(payscorePaths.bill(query)), TE.flatMapEither(readBody(PayscoreBillBody)));
    },
  };
};
