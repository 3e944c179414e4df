import * as t from 'io-ts';
import { FenAmount } from './fen-amount.ts';
import { ordered } from './ordered.ts';
import { payscorePermissionMembers } from './payscore-permission.ts';
import { maybe } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

const Goods = ordered('RiskGoods', {
  name: t.string,
  picture: t.string,
  amount: FenAmount,
  count: wholeNumber('Count'),
  category_id: maybe(t.readonlyArray(t.string)),
});

/** 评估用户分层 (`payscore-wire.md` §10.4); names the user by code or by openid. `sub_mchid` stands in the query. */
export const PayscoreRiskRequest = ordered('PayscoreRiskRequest', {
  service_id: t.string,
  appid: t.string,
  sub_appid: maybe(t.string),
  authorization_code: maybe(t.string),
  openid: maybe(t.string),
  sub_openid: maybe(t.string),
  shopping_info: maybe(ordered('ShoppingInfo', { goods: t.readonlyArray(Goods) })),
});
export type PayscoreRiskRequest = t.TypeOf<typeof PayscoreRiskRequest>;

/** The authorisation record and the user's level. */
export const PayscoreRiskBody = ordered('PayscoreRiskBody', {
  ...payscorePermissionMembers,
  user_label: maybe(t.string),
});
export type PayscoreRiskBody = t.TypeOf<typeof PayscoreRiskBody>;

/** 查询用户分层对应建议先享金额, partner mode only. */
export const PayscoreQuotasBody = ordered('PayscoreQuotasBody', {
  quotas: t.readonlyArray(
    ordered('PayscoreQuota', { risk_level: wholeNumber('RiskLevel'), suggested_quota: FenAmount }),
  ),
});
export type PayscoreQuotasBody = t.TypeOf<typeof PayscoreQuotasBody>;

/** 场景中预授权, partner mode only: an authorisation asked for during an ordinary payment. */
export const PayscoreSceneRequest = ordered('PayscoreSceneRequest', {
  service_id: t.string,
  appid: t.string,
  sub_appid: maybe(t.string),
  sub_mchid: t.string,
  authorization_code: t.string,
  notify_url: maybe(t.string),
  /** `TRANSACTION` */
  scene: t.string,
  /** Who places the order of that payment. */
  transaction_scene_info: maybe(ordered('TransactionSceneInfo', { mchid: t.string, sub_mchid: t.string })),
});
export type PayscoreSceneRequest = t.TypeOf<typeof PayscoreSceneRequest>;

export const PayscoreSceneBody = ordered('PayscoreSceneBody', {
  scene: t.string,
  transaction_permissions_token: maybe(t.string),
});
export type PayscoreSceneBody = t.TypeOf<typeof PayscoreSceneBody>;
